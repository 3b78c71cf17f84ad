import type { Operation, RestoreResult } from '#shared/model/operation.ts';
import { useOperation } from '../../api/hooks.ts';
import { formatDuration } from '../../lib/format.ts';
import { OperationButton } from '../../lib/operation-button.tsx';
import { restoredVerdict } from '../../lib/restored.ts';
import { VerifiedTable } from '../../lib/verified-table.tsx';
import { ACTIVITY } from '../../strings/activity.ts';
import { RESTART } from '../../strings/restart.ts';
import { Callout, Grow, Heading, Mono, Row, Stack, Text } from '../../ui/index.ts';

const resultOf = (operation: Operation | undefined): RestoreResult | null =>
  operation?.result?.kind === 'restore' ? operation.result : null;

export interface RestoredBannerProps {
  gatewayId: string;
  operationId: string;
}

/** The result of the restore that made the restart due. */
export function RestoredBanner({ gatewayId, operationId }: RestoredBannerProps) {
  const { data: operation } = useOperation(operationId);
  const result = resultOf(operation);
  if (operation === undefined || result === null) return null;
  const { tone, title } = restoredVerdict(result);
  const took = operation.endedAt === null ? null : operation.endedAt - operation.startedAt;
  return (
    <Callout
      tone={tone}
      icon={tone === 'good' ? 'shield' : 'warn'}
      title={title}
      aside={
        <OperationButton gatewayId={gatewayId} operationId={operationId}>
          {RESTART.fullReport}
        </OperationButton>
      }
    >
      <Text as="p" size="s">
        {ACTIVITY.end.from} <Mono>{result.name}</Mono>
        {took !== null && ` ${ACTIVITY.end.inTime(formatDuration(took))}`}
        {result.closedMs !== null && ACTIVITY.end.withoutDataFor(formatDuration(result.closedMs))}.
        {result.safetyBackup !== null && ` ${RESTART.safetyKept}`}
      </Text>
    </Callout>
  );
}

/** What was compared after the restore; below the nodes, for whoever doubts. */
export function Verified({ operationId, due }: { operationId: string; due: boolean }) {
  const { data: operation } = useOperation(operationId);
  const result = resultOf(operation);
  if (result === null || result.scopes.length === 0) return null;
  return (
    <Stack gap="sm">
      <Row>
        <Heading level={2}>{ACTIVITY.verified.title}</Heading>
        <Grow />
        <Text size="s" tone="secondary">
          {due ? RESTART.stays : ''}
        </Text>
      </Row>
      <VerifiedTable result={result} />
    </Stack>
  );
}
