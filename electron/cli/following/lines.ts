import { z } from 'zod';
import { OperationKind, OperationStatus, Phase } from '#shared/model/operation.ts';
import { Counted, Id, Timestamp } from '#shared/model/primitives.ts';
import { type Follower, phaseOf } from './follower.ts';

/** What stands on a line of `--json` while work goes on. The last line of a command is its result, without `event`. */
export const ProgressLine = z.strictObject({
  event: z.literal('progress').describe('What kind of line this is.'),
  at: Timestamp.describe('When it was so, in milliseconds since 1970.'),
  operationId: Id.describe('The id of the operation in the history.'),
  kind: OperationKind.describe('What is done.'),
  target: z.string().describe('What it works on, such as the name of a backup.'),
  status: OperationStatus.describe('`running` until the last one.'),
  phase: Phase.pick({ id: true, state: true, text: true })
    .nullable()
    .describe('The phase that is at work, or the one that ended last; null before the first.'),
  shards: Counted.nullable().describe('Shards that are done, and all; null where it is not known.'),
  bytes: Counted.nullable().describe('The same of bytes.'),
  readAt: Timestamp.nullable().describe('When the data store was read last, in milliseconds since 1970.'),
});

export const NoteLine = z.strictObject({
  event: z.literal('note').describe('What kind of line this is.'),
  text: z.string().describe('A sentence about what becomes of the work, for example after Ctrl-C.'),
});

type Line = z.infer<typeof ProgressLine> | z.infer<typeof NoteLine>;

/** One object a line, at most four a second. */
export function jsonFollower({ out }: { out: (line: string) => void }): Follower {
  let last = '';
  const put = (line: Line): void => out(JSON.stringify(line));
  return {
    state: (operation) => {
      const { id: operationId, kind, target, status, shards, bytes, readAt } = operation;
      const now = phaseOf(operation);
      const phase = now === null ? null : { id: now.id, state: now.state, text: now.text };
      const facts = { operationId, kind, target, status, phase, shards, bytes, readAt };
      if (JSON.stringify(facts) === last) return;
      last = JSON.stringify(facts);
      put({ event: 'progress', at: operation.updatedAt, ...facts });
    },
    note: (text) => put({ event: 'note', text }),
    done: () => undefined,
  };
}
