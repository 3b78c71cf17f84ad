import type { GatewayNode } from '#shared/model/gateway.ts';
import type { PendingRestart } from '#shared/model/restart.ts';
import { useAction } from '../../api/hooks.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { formatDateTime, formatExactTime } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import { RESTART } from '../../strings/restart.ts';
import { Button, Columns, Grow, Heading, Row, Stack, Text } from '../../ui/index.ts';
import { NodeCard } from './node-card.tsx';
import { nodesLeft, reachOf, runSince } from './restart-state.ts';
import { RestoredBanner, Verified } from './restored.tsx';

export interface RestartViewProps {
  pending: PendingRestart;
  gatewayName: string;
  /** The nodes as they are saved now, for the way in which each is restarted. */
  nodes: readonly GatewayNode[];
}

/** What made the restart due, the one button, a card a node, and what was verified. */
export function RestartView({ pending, gatewayName, nodes }: RestartViewProps) {
  const now = useNow();
  const start = useAction('restart.start');
  const { gatewayId, operationId } = pending;
  const restart = (nodeIds: string[]): void => void start.run({ gatewayId, nodeIds });
  const busy = pending.running || start.running;
  return (
    <Stack gap="lg">
      {operationId !== null && <RestoredBanner gatewayId={gatewayId} operationId={operationId} />}
      <Head pending={pending} busy={busy} onAll={restart} />
      {start.error !== null && <ErrorCallout error={start.error} />}
      <Columns kind={pending.nodes.length < 3 ? '2' : '3'}>
        {pending.nodes.map((node) => (
          <NodeCard
            key={node.nodeId}
            pending={pending}
            node={node}
            gatewayName={gatewayName}
            reach={reachOf(nodes, node)}
            now={now}
            busy={busy}
            onRestart={() => restart([node.nodeId])}
          />
        ))}
      </Columns>
      {operationId === null ? (
        nodesLeft(pending).length > 0 && (
          <Text size="s" tone="secondary">
            {RESTART.stays}
          </Text>
        )
      ) : (
        <Verified operationId={operationId} due={nodesLeft(pending).length > 0 || pending.running} />
      )}
    </Stack>
  );
}

interface HeadProps {
  pending: PendingRestart;
  busy: boolean;
  onAll: (nodeIds: string[]) => void;
}

function Head({ pending, busy, onAll }: HeadProps) {
  const left = nodesLeft(pending).map((node) => node.nodeId);
  const since = pending.running ? runSince(pending) : null;
  if (left.length === 0 && !pending.running) return <HeadDone pending={pending} />;
  return (
    <Row>
      <div>
        <Heading level={2} size="xl">
          {pending.operationId === null ? RESTART.headingOnly : RESTART.heading}
        </Heading>
        <Text as="p" tone="secondary">
          {since === null
            ? RESTART.since(formatDateTime(pending.since))
            : RESTART.runningSince(formatExactTime(since))}{' '}
          {pending.operationId === null && `${pending.why}. `}
          {RESTART.order}
        </Text>
      </div>
      <Grow />
      <Button
        variant="primary"
        icon="power"
        disabledReason={busy ? RESTART.allRunning : left.length === 0 ? RESTART.allNone : undefined}
        onClick={() => onAll(left)}
      >
        {RESTART.all}
      </Button>
    </Row>
  );
}

function HeadDone({ pending }: { pending: PendingRestart }) {
  return (
    <div>
      <Heading level={2} size="xl">
        {pending.operationId === null ? RESTART.headingDone : RESTART.headingRestored}
      </Heading>
      <Text as="p" tone="secondary">
        {RESTART.doneText}
      </Text>
    </div>
  );
}
