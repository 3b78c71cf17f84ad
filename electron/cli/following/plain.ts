import type { Operation } from '#shared/model/operation.ts';
import { type Follower, isCopying, phaseOf, wordsOf } from './follower.ts';

const GAP_MS = 10_000;

/** A line for each phase that has ended, and in a long one a line with its shards every ten seconds. */
export function plainFollower(
  { out, err }: { out: (line: string) => void; err: (line: string) => void },
  now: () => number = () => performance.now(),
): Follower {
  const told = new Set<string>();
  let last = now();
  return {
    state: (operation) => {
      for (const phase of operation.phases) {
        const isOver = phase.state === 'done' || phase.state === 'failed';
        if (!isOver || told.has(`${operation.id}/${phase.id}`)) continue;
        told.add(`${operation.id}/${phase.id}`);
        const failed = phase.state === 'failed' ? ['failed'] : [];
        out(
          `${wordsOf(phase)}: ${[...failed, phase.text].filter((text) => text !== '').join(', ') || 'done'}`,
        );
        last = now();
      }
      const going = goingLine(operation);
      if (going === null || now() - last < GAP_MS) return;
      last = now();
      out(going);
    },
    note: err,
    done: () => undefined,
  };
}

function goingLine(operation: Operation): string | null {
  const phase = phaseOf(operation);
  if (phase === null || operation.shards === null || !isCopying(phase)) return null;
  return `${wordsOf(phase)}: ${operation.shards.done} of ${operation.shards.total} shards so far`;
}
