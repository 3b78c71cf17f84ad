import type { Operation, Phase, PhaseId } from '#shared/model/operation.ts';
import type { PendingRestart } from '#shared/model/restart.ts';

type Timed = Pick<Operation, 'status' | 'startedAt' | 'updatedAt' | 'endedAt'>;

export const hasEnded = (operation: Pick<Operation, 'status'>): boolean => operation.status !== 'running';

/** Where the clock of an operation stands: an end that nobody saw is when it was last heard of. */
export function clockOf(operation: Timed, now: number): number {
  return operation.endedAt ?? (hasEnded(operation) ? operation.updatedAt : now);
}

export function elapsedMs(operation: Timed, now: number): number {
  return Math.max(0, clockOf(operation, now) - operation.startedAt);
}

export function phaseMs(phase: Phase, now: number): number | null {
  if (phase.startedAt === null) return null;
  if (phase.endedAt === null && phase.state !== 'running') return null;
  return Math.max(0, (phase.endedAt ?? now) - phase.startedAt);
}

/** Phases that move data and so have a bar, known total or not. */
const COPYING: ReadonlySet<PhaseId> = new Set(['copy', 'safety-backup', 'restore', 'roll-back']);

export const isCopying = (phase: Phase): boolean => phase.state === 'running' && COPYING.has(phase.id);

/** Since when the indices of the gateway are closed; `null` when they are not. */
export function withoutDataSince(operation: Operation): number | null {
  if (hasEnded(operation)) return null;
  const of = (id: PhaseId): Phase | undefined => operation.phases.find((phase) => phase.id === id);
  const closed = of('close');
  if (closed === undefined || closed.startedAt === null) return null;
  const back = of('restore');
  const rolling = of('roll-back');
  return back?.state === 'done' && rolling?.state !== 'running' ? null : closed.startedAt;
}

/** A reading older than this is named: the numbers on the page are not of now. */
const LATE_MS = 10_000;

export function readingAge(operation: Operation, now: number): { ms: number; late: boolean } | null {
  if (operation.readAt === null) return null;
  const ms = Math.max(0, now - operation.readAt);
  return { ms, late: ms > LATE_MS };
}

/** True where the gateway works with the old data until it is restarted, which only the engine knows. */
export function needsRestart(operation: Operation, pending: PendingRestart | null): boolean {
  return operation.result?.kind === 'restore' && pending?.operationId === operation.id;
}

/** True where a restore may have left indices closed: nothing says that all of them are back. */
export function mayLeaveClosed({ kind, status, result }: Operation): boolean {
  if (kind !== 'restore' && kind !== 'rollback') return false;
  if (result?.kind === 'restore') return result.outcome === 'incomplete' || result.leftOver.length > 0;
  return status === 'interrupted' || status === 'unknown' || (status === 'failed' && kind === 'rollback');
}
