import { closeIndices, readStates } from '../elasticsearch/indices.ts';
import { namesOf, type RestoreContext } from './context.ts';
import type { Step } from './journal.ts';
import { untilArrived } from './lost-restore.ts';
import { releaseQuiesced } from './steps-before.ts';
import { putThrottleBack } from './throttle.ts';

const BEFORE_CHANGES: readonly Step[] = [
  'planned',
  'quiesce',
  'open-for-safety',
  'safety-backup',
  'lift-throttle',
];

/** Whether a restore at this step has changed no index but those that it opened for the safety backup. */
export const isBeforeChanges = (step: Step): boolean => BEFORE_CHANGES.includes(step);

/**
 * Ends a restore that has not begun to change data. What others did to an index meanwhile is theirs and stays:
 * only what was opened for the safety backup is closed again, if it is still the same index.
 */
export async function standDown(context: RestoreContext): Promise<void> {
  const { connection, journal, operation } = context;
  await untilArrived(context);
  await operation.inPhase('roll-back', async () => {
    const live = await readStates(connection.store);
    const opened = new Set(journal.opened);
    const toClose = journal.indices.filter((one) => {
      const now = live.get(one.index);
      return opened.has(one.index) && now?.open === true && now.uuid === one.former?.uuid;
    });
    if (toClose.length > 0) await closeIndices(connection.store, connection.can, namesOf(toClose));
    await releaseQuiesced(context);
    await putThrottleBack(context);
    return [undefined, 'No data was touched'] as const;
  });
}
