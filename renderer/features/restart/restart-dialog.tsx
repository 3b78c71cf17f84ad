import type { PendingRestart, RestartNode } from '#shared/model/restart.ts';
import { restartCommand } from '#shared/rules/equivalent-command.ts';
import { restartReachOf } from '#shared/rules/hand-commands.ts';
import type { StoreOwner } from '#shared/rules/store-reach.ts';
import { FoldedCommand } from '../../lib/equivalent-command.tsx';
import { GatewayFacts } from '../../lib/gateway-facts.tsx';
import { COMMON } from '../../strings/common.ts';
import { RESTART } from '../../strings/restart.ts';
import { ConfirmDialog, Stack, Text } from '../../ui/index.ts';
import { nodesLeft } from './restart-state.ts';

const TEXTS = RESTART.question;

/** What is about to be restarted. */
export interface AskedRestart {
  nodeIds: readonly string[];
  together: boolean;
}

export interface RestartDialogProps {
  pending: PendingRestart;
  gateway: RestartGateway;
  asked: AskedRestart;
  disabledReason: string | undefined;
  onConfirm: () => void;
  onCancel: () => void;
}

/** The gateway as it is saved now. */
export type RestartGateway = StoreOwner & { name: string; tenant: string };

/** Asks once before nodes restart: of which gateway, in which order, and what its users will notice. */
export function RestartDialog({ pending, gateway, asked, ...dialog }: RestartDialogProps) {
  const { together } = asked;
  const nodes = inOrder(pending, asked);
  const own = nodes.filter(({ store }) => store === undefined);
  const isByHand = (node: RestartNode): boolean => restartReachOf(gateway, node).kind === 'by-hand';
  const isAway = own.length > 0 && (together || countOf(pending, gateway) < 2);
  const [only] = nodes.length === 1 ? nodes : [];
  return (
    <ConfirmDialog
      opened
      title={titleOf(nodes, own, together, gateway.name)}
      confirmLabel={together ? RESTART.atOnce.confirm : TEXTS.confirm(only?.name ?? null, nodes.length)}
      cancelLabel={COMMON.actions.cancel}
      {...(isAway ? { tone: 'danger' as const } : {})}
      {...dialog}
    >
      <Stack>
        <GatewayFacts
          gateway={gateway}
          more={[
            {
              term: nodes.length === 1 ? TEXTS.node : together ? TEXTS.nodes : TEXTS.inOrder,
              detail: COMMON.list(nodes.map((node) => TEXTS.named(node.name, isByHand(node)))),
            },
          ]}
        />
        {nodes.length > own.length && <Text as="p">{own.length > 0 ? TEXTS.storeFirst : TEXTS.store}</Text>}
        {own.length > 0 && <Text as="p">{noticeOf(own.length, together, isAway)}</Text>}
        <FoldedCommand
          command={restartCommand(gateway, {
            nodes,
            due: nodesLeft(pending),
            byHand: nodes.some(isByHand),
            together,
          })}
        />
      </Stack>
    </ConfirmDialog>
  );
}

/** What the users of the gateway will notice. */
function noticeOf(count: number, together: boolean, isAway: boolean): string {
  if (together) return RESTART.atOnce.text;
  if (isAway) return TEXTS.away;
  return count === 1 ? TEXTS.one : TEXTS.inTurn;
}

function titleOf(
  nodes: readonly RestartNode[],
  own: readonly RestartNode[],
  together: boolean,
  gateway: string,
): string {
  if (together) return RESTART.atOnce.title(own.length, gateway);
  const [only] = nodes;
  return only !== undefined && nodes.length === 1
    ? TEXTS.titleOne(only.name, gateway)
    : TEXTS.title(nodes.length, gateway);
}

/** As the engine goes through them: the data store before the gateway. */
function inOrder({ nodes }: PendingRestart, { nodeIds }: AskedRestart): RestartNode[] {
  const chosen = nodes.filter(({ nodeId }) => nodeIds.includes(nodeId));
  return [
    ...chosen.filter(({ store }) => store !== undefined),
    ...chosen.filter(({ store }) => store === undefined),
  ];
}

/** How many nodes the gateway has: the others go on while one restarts. */
const countOf = (pending: PendingRestart, gateway: RestartGateway): number =>
  Math.max(gateway.nodes.length, pending.nodes.filter(({ store }) => store === undefined).length);
