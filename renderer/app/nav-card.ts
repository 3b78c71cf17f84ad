import type { Operation } from '#shared/model/operation.ts';
import type { PendingRestart } from '#shared/model/restart.ts';
import { isDone, isMoving } from '#shared/rules/restart-nodes.ts';
import { formatCount, formatElapsed, formatPercent, fraction } from '../lib/format.ts';
import { APP } from '../strings/app.ts';
import { COMMON } from '../strings/common.ts';

const text = APP.card;

/** The card at the foot of the navigation: what runs, else what waits for a restart. */
export type NavCard =
  | {
      kind: 'operation';
      operation: Operation;
      title: string;
      value: string;
      note: string;
      part: number | null;
    }
  | { kind: 'restart'; gatewayId: string; title: string; value: string; note: string; part: number | null };

/** Work on the gateway in view comes before work on others; nothing running leaves room for a pending restart. */
export function navCardOf(
  operations: readonly Operation[],
  pending: PendingRestart | null,
  gatewayId: string | null,
  now: number,
): NavCard | null {
  const running = operations.filter((operation) => operation.status === 'running');
  const operation = running.find((one) => one.gatewayId === gatewayId) ?? running[0];
  if (operation !== undefined && operation.kind !== 'restart') {
    return operationCard(operation, operation.gatewayId !== gatewayId, now);
  }
  if (pending !== null) return restartCard(pending);
  return operation === undefined ? null : operationCard(operation, operation.gatewayId !== gatewayId, now);
}

function operationCard(operation: Operation, elsewhere: boolean, now: number): NavCard {
  const { shards } = operation;
  const counted = shards !== null && shards.total > 0;
  const progress = counted
    ? text.shards(formatCount(shards.done), formatCount(shards.total))
    : text.elapsed(formatElapsed(now - operation.startedAt));
  return {
    kind: 'operation',
    operation,
    title: text.running[operation.kind],
    value: counted ? formatPercent(shards.done, shards.total) : '',
    note: elsewhere ? COMMON.joined(progress, text.on(operation.gatewayName)) : progress,
    part: counted ? fraction(shards.done, shards.total) : null,
  };
}

function restartCard(pending: PendingRestart): NavCard {
  const done = pending.nodes.filter(isDone);
  const busy = pending.nodes.find(isMoving);
  return {
    kind: 'restart',
    gatewayId: pending.gatewayId,
    title: text.restartPending,
    value: text.nodes(formatCount(done.length), formatCount(pending.nodes.length)),
    note:
      busy === undefined ? text.nodesLeft(pending.nodes.length - done.length) : text.nodeStarting(busy.name),
    part: fraction(done.length, pending.nodes.length),
  };
}
