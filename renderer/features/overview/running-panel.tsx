import type { Operation } from '#shared/model/operation.ts';
import { useAction } from '../../api/hooks.ts';
import { CancelButton } from '../../lib/cancel/cancel-button.tsx';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { formatAge, formatBytes, formatElapsed, formatOf, fraction } from '../../lib/format.ts';
import { OperationButton } from '../../lib/operation-button.tsx';
import { useNow } from '../../lib/use-now.ts';
import { ACTIVITY } from '../../strings/activity.ts';
import { COMMON } from '../../strings/common.ts';
import { OVERVIEW } from '../../strings/overview.ts';
import { Badge, DefinitionList, MiddleCut, Panel, Progress, Row, Stack, Text } from '../../ui/index.ts';

const text = OVERVIEW.running;

/** What runs on this gateway now, with progress as the server told it. */
export function RunningPanel({ operations }: { operations: readonly Operation[] }) {
  const first = operations[0];
  return (
    <Panel
      title={text.title}
      right={first !== undefined && <Badge tone="run">{COMMON.operationKinds[first.kind]}</Badge>}
    >
      {first === undefined ? (
        <Text tone="secondary">{text.none}</Text>
      ) : (
        <Stack gap="lg">
          {operations.map((operation) => (
            <Running key={operation.id} operation={operation} />
          ))}
        </Stack>
      )}
    </Panel>
  );
}

function Running({ operation }: { operation: Operation }) {
  const now = useNow();
  const { shards, bytes } = operation;
  const cancel = useAction('operations.cancel');
  const phase = operation.phases.find((one) => one.state === 'running');
  const known = shards !== null && shards.total > 0;
  const elapsed = formatElapsed(now - operation.startedAt);
  return (
    <Stack gap="md">
      <div>
        <MiddleCut text={operation.target} />
        <Text as="p" size="s" tone="secondary">
          {text.by(operation.user)}
        </Text>
      </div>
      <Progress
        label={text.shards}
        value={known ? fraction(shards.done, shards.total) : null}
        amount={known ? formatOf(shards.done, shards.total) : elapsed}
        valueText={known ? formatOf(shards.done, shards.total) : elapsed}
      />
      {bytes !== null && bytes.total > 0 && (
        <Progress
          label={text.bytes}
          value={fraction(bytes.done, bytes.total)}
          amount={formatOf(bytes.done, bytes.total, formatBytes)}
          valueText={formatOf(bytes.done, bytes.total, formatBytes)}
        />
      )}
      <DefinitionList
        small
        terms="narrow"
        items={[
          ...(phase === undefined ? [] : [{ term: text.phase, detail: phaseText(phase) }]),
          {
            term: text.elapsed,
            detail:
              operation.readAt === null ? elapsed : text.read(elapsed, formatAge(operation.readAt, now)),
          },
          ...(operation.reason === '' ? [] : [{ term: text.reason, detail: operation.reason }]),
        ]}
      />
      {cancel.error !== null && <ErrorCallout small tone="warn" error={cancel.error} />}
      <Row>
        <OperationButton gatewayId={operation.gatewayId} operationId={operation.id}>
          {text.details}
        </OperationButton>
        <CancelButton size="sm" operation={operation} cancel={cancel} />
      </Row>
    </Stack>
  );
}

const phaseText = (phase: Operation['phases'][number]): string =>
  phase.text === ''
    ? ACTIVITY.phases.names[phase.id]
    : COMMON.joined(ACTIVITY.phases.names[phase.id], phase.text);
