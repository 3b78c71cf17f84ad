import { Link } from '@tanstack/react-router';
import type { Operation, RestoreResult } from '#shared/model/operation.ts';
import { useRequest } from '../../api/hooks.ts';
import { formatDuration } from '../../lib/format.ts';
import { NamesList } from '../../lib/names-list.tsx';
import { restoredVerdict } from '../../lib/restored.ts';
import { VerifiedTable } from '../../lib/verified-table.tsx';
import { ACTIVITY } from '../../strings/activity.ts';
import { Button, Callout, Heading, Mono, Text } from '../../ui/index.ts';
import { needsRestart } from './operation-state.ts';

const TEXTS = ACTIVITY.end;

/** What a restore came to, what was verified, and that the gateway does not know it yet. */
export function RestoreEnd({ operation, result }: { operation: Operation; result: RestoreResult }) {
  const { tone, title } = restoredVerdict(result);
  const pending = useRequest('restart.pending', { gatewayId: operation.gatewayId });
  const explained = operation.error !== null && result.outcome !== 'restored';
  return (
    <>
      {!explained && (
        <Callout tone={tone} title={title} icon={tone === 'good' ? 'shield' : 'warn'}>
          <Facts operation={operation} result={result} />
        </Callout>
      )}
      {result.leftOver.length > 0 && (
        <Callout tone="bad" title={TEXTS.leftOver(result.leftOver.length)}>
          <NamesList>
            {result.leftOver.map((index) => (
              <li key={index}>{index}</li>
            ))}
          </NamesList>
        </Callout>
      )}
      {needsRestart(operation, pending.data ?? null) && (
        <Callout
          tone="warn"
          icon="power"
          title={TEXTS.restartTitle}
          aside={
            <Button
              variant="primary"
              icon="power"
              renderLink={(parts) => (
                <Link to="/g/$gatewayId/restart" params={{ gatewayId: operation.gatewayId }} {...parts} />
              )}
            >
              {TEXTS.restartAction}
            </Button>
          }
        >
          {TEXTS.restartText}
        </Callout>
      )}
      {result.scopes.length > 0 && (
        <>
          <Heading level={2}>{ACTIVITY.verified.title}</Heading>
          <VerifiedTable result={result} />
        </>
      )}
    </>
  );
}

function Facts({ operation, result }: { operation: Operation; result: RestoreResult }) {
  const { safetyBackup, closedMs } = result;
  return (
    <Text as="p">
      {TEXTS.from} <Mono>{result.name}</Mono>{' '}
      {operation.endedAt !== null && TEXTS.inTime(formatDuration(operation.endedAt - operation.startedAt))}
      {closedMs !== null && TEXTS.withoutDataFor(formatDuration(closedMs))}.{' '}
      {safetyBackup === null ? (
        TEXTS.noSafety
      ) : (
        <>
          {TEXTS.safetyKept} <Mono>{safetyBackup.name}</Mono>.
        </>
      )}
    </Text>
  );
}
