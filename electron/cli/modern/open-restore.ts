import { never } from '#shared/errors/never.ts';
import type { JournalAction, OpenJournal } from '#shared/model/journal.ts';
import type { Operation } from '#shared/model/operation.ts';
import { endLine, isRestored, RESTART_DUE } from '../restore-run.ts';
import type { ResultOf } from '../results/of-commands.ts';
import { untilEnd } from '../run-operation.ts';
import type { Session } from '../session.ts';
import type { Answer } from './command.ts';
import { answerOf } from './words.ts';

/** Settles a restore that did not end (E16), and tells how that ended. */
export async function settled(
  session: Session,
  journal: OpenJournal,
  action: JournalAction,
): Promise<Answer<ResultOf<'restore-recover'>>> {
  const { operationId } = await session.engine.journals.resolve({ journalId: journal.id, action });
  if (operationId === null)
    return {
      lines: [`The journal of the restore of ${journal.backup} is closed. The indices stay as they are.`],
      json: { closed: journal },
      code: 0,
    };
  const ended = await untilEnd(session, operationId);
  if (ended.kind === 'rollback') return answerOf(ended, rollbackLines(ended));
  const pending = await session.engine.restarts.pending({ gatewayId: journal.gatewayId });
  const isDue = isRestored(ended) && pending?.operationId === operationId;
  return answerOf(ended, [endLine(ended), ...(isDue ? [RESTART_DUE] : [])]);
}

/** What `settled` would do, in one line. */
export function settleDry({ backup, safetyBackup }: OpenJournal, action: JournalAction): string {
  switch (action) {
    case 'continue':
      return `Would go on with the restore of ${backup} at that step`;
    case 'roll-back':
      return safetyBackup === null
        ? `Would undo what the restore of ${backup} has done so far`
        : `Would replace what the restore of ${backup} has changed by the safety backup ${safetyBackup.name}`;
    case 'close-by-hand':
      return `Would close the journal of the restore of ${backup} and leave the indices as they are`;
    default:
      return never(action);
  }
}

function rollbackLines({ target, result, status }: Operation): string[] {
  if (result?.kind !== 'restore') return [`Rolling back the restore of ${target}: ${status}`];
  const words = {
    restored: 'ended completely',
    'rolled-back': 'was rolled back; the data is as before',
    unchanged: 'was undone; it had not replaced any data',
    incomplete: 'was not rolled back completely',
  };
  return [
    `The restore of ${target} ${words[result.outcome]}`,
    ...result.leftOver.map((index) => `Not as before: ${index}`),
  ];
}
