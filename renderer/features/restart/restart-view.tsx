import { useState } from 'react';
import type { PendingRestart } from '#shared/model/restart.ts';
import { restartReachOf } from '#shared/rules/hand-commands.ts';
import { useAction } from '../../api/hooks.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { useNow } from '../../lib/use-now.ts';
import { RESTART } from '../../strings/restart.ts';
import { Columns, Stack, Text } from '../../ui/index.ts';
import { NodeCard } from './node-card.tsx';
import { type AskedRestart, RestartDialog, type RestartGateway } from './restart-dialog.tsx';
import { Head } from './restart-head.tsx';
import { nodesLeft } from './restart-state.ts';
import { RestoredBanner, Verified } from './restored.tsx';
import { useStopAfter } from './use-stop-after.ts';

export interface RestartViewProps {
  pending: PendingRestart;
  /** The gateway as it is saved now, for the way in which each node is restarted. */
  gateway: RestartGateway;
}

/** What made the restart due, the one button, a card a node, and what was verified. */
export function RestartView({ pending, gateway }: RestartViewProps) {
  const now = useNow();
  const start = useAction('restart.start');
  const { gatewayId, operationId } = pending;
  const [asked, setAsked] = useState<AskedRestart | null>(null);
  const { stopAfter, error: stopError } = useStopAfter(pending);
  const restart = (nodeIds: readonly string[], together = false): void =>
    void start.run({ gatewayId, nodeIds: [...nodeIds], ...(together ? { together } : {}) });
  const busy = pending.running || start.running;
  return (
    <Stack gap="lg">
      {operationId !== null && <RestoredBanner gatewayId={gatewayId} operationId={operationId} />}
      <Head
        pending={pending}
        busy={busy}
        stopAfter={stopAfter}
        onAll={(nodeIds, together) => setAsked({ nodeIds, together })}
      />
      {start.error !== null && <ErrorCallout error={start.error} />}
      {stopError !== null && <ErrorCallout error={stopError} tone="warn" />}
      <Columns kind={pending.nodes.length < 3 ? '2' : '3'}>
        {pending.nodes.map((node) => (
          <NodeCard
            key={node.nodeId}
            pending={pending}
            node={node}
            gatewayName={gateway.name}
            reach={restartReachOf(gateway, node)}
            now={now}
            busy={busy}
            onRestart={() => setAsked({ nodeIds: [node.nodeId], together: false })}
            onWatch={() => restart([node.nodeId])}
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
      {asked !== null && (
        <RestartDialog
          pending={pending}
          gateway={gateway}
          asked={asked}
          disabledReason={
            gateway.name === '' ? RESTART.gatewayUnread : busy ? RESTART.otherRunning : undefined
          }
          onConfirm={() => {
            setAsked(null);
            restart(asked.nodeIds, asked.together);
          }}
          onCancel={() => setAsked(null)}
        />
      )}
    </Stack>
  );
}
