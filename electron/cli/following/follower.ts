import type { Operation, Phase, PhaseId } from '#shared/model/operation.ts';

/** How long work is told of while it is waited for. */
export interface Follower {
  /** Hears each state of an operation, the last one too; the same one twice tells nothing twice. */
  state(operation: Operation): void;
  /** A sentence about what becomes of the work, for example after Ctrl-C. */
  note(text: string): void;
  /** Nothing more of this operation comes. */
  done(): void;
}

/** A follower that keeps silent about progress: what is printed are the lines of the command alone. */
export const quietFollower = (err: (line: string) => void): Follower => ({
  state: () => undefined,
  note: err,
  done: () => undefined,
});

/** The phase that is at work, or the one that ended last. */
export function phaseOf({ phases }: Operation): Phase | null {
  return (
    phases.findLast((phase) => phase.state === 'running') ??
    phases.findLast((phase) => phase.state === 'done' || phase.state === 'failed') ??
    null
  );
}

/** A phase in words. */
export const wordsOf = ({ id }: Phase): string => id.replaceAll('-', ' ');

const COPYING: readonly PhaseId[] = ['copy', 'safety-backup', 'restore', 'reopen', 'roll-back'];

/** Whether shards are copied now: what an operation tells of them is about this phase. */
export const isCopying = ({ id, state }: Phase): boolean => state === 'running' && COPYING.includes(id);
