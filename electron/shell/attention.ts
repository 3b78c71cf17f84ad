import type { Operation } from '#shared/model/operation.ts';
import { isFailure } from '#shared/rules/failure.ts';

/** What the task bar shows: nothing, a share, that work goes on without one, or that something failed. */
export type TaskBar =
  | { mode: 'none' }
  | { mode: 'normal'; share: number }
  | { mode: 'indeterminate' }
  | { mode: 'error' };

/** Work that ended well in less than this was waited for; nobody has to be called for it. */
const LONG_MS = 5_000;

/** Running work comes first; a share only while each of it has one. What failed stays until it was seen. */
export function taskBarOf(running: readonly Operation[], unseenFailures: number): TaskBar {
  if (running.length === 0) return { mode: unseenFailures > 0 ? 'error' : 'none' };
  const shares = running.map(({ bytes, shards }) => shareOf(bytes) ?? shareOf(shards));
  if (shares.some((share) => share === null)) return { mode: 'indeterminate' };
  const sum = shares.reduce<number>((total, share) => total + (share ?? 0), 0);
  return { mode: 'normal', share: sum / running.length };
}

function shareOf(counted: Operation['bytes']): number | null {
  return counted === null || counted.total <= 0 ? null : Math.min(1, counted.done / counted.total);
}

/** Is its end worth a notification while the window is not in front? */
export function isWorthTelling(operation: Operation): boolean {
  if (operation.status === 'running') return false;
  return isFailure(operation) || (operation.endedAt ?? operation.updatedAt) - operation.startedAt >= LONG_MS;
}
