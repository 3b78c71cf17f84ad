import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { JournalAction, type OpenJournal } from '#shared/model/journal.ts';
import { Refusal } from '../refusal.ts';
import type { ResultOf } from '../results/of-commands.ts';
import { type Answer, type Given, type Run, targetOf } from './command.ts';
import { dryAnswer, isDry } from './dry-run.ts';
import { settleDry, settled } from './open-restore.ts';
import { timeOf } from './words.ts';

/** Tells of restores that did not end, and settles one as it is asked to. */
export const run: Run<'restore-recover'> = async (given) => {
  const action = given.options.get('action');
  if (action !== undefined) return settle(given, JournalAction.parse(action.toLowerCase()));
  const { open, gateway } = await openOf(given);
  const isAllActive = open.every((journal) => journal.active);
  return {
    lines: open.length === 0 ? [`No restore of ${gateway} is open`] : open.flatMap(journalLines),
    json: { journals: open },
    code: open.length === 0 ? 0 : isAllActive ? 4 : 2,
  };
};

/** Settles the one open restore that is meant. Rejects with a Refusal where several are. */
export async function settle(
  given: Given,
  action: JournalAction,
): Promise<Answer<ResultOf<'restore-recover'>>> {
  const { open, gateway } = await openOf(given);
  const [journal, other] = open;
  if (journal === undefined)
    return { lines: [`No restore of ${gateway} is open`], json: { journals: [] }, code: 3 };
  if (other !== undefined)
    throw new Refusal(
      `Several restores are open: ${open.map(({ backup }) => backup).join(', ')}. --name names the one.`,
    );
  if (journal.active)
    throw new AppFailure(
      appError('operation-running', { detail: `A process is at work on the restore of ${journal.backup}.` }),
    );
  if (isDry(given.options))
    return dryAnswer(action, { journal }, [...journalLines(journal), settleDry(journal, action)]);
  return settled(given.session, journal, action);
}

async function openOf(given: Given): Promise<{ open: OpenJournal[]; gateway: string }> {
  const { profile, name } = await targetOf(given);
  const all = await given.session.engine.journals.list({});
  return {
    gateway: profile.name,
    open: all.filter(({ gatewayId, backup }) => gatewayId === profile.id && (name === '' || name === backup)),
  };
}

function journalLines(journal: OpenJournal): string[] {
  const { backup, repository, step, startedAt, closedIndices, safetyBackup, active } = journal;
  const closed = closedIndices.length === 0 ? 'No index is noted as closed' : closedIndices.join(', ');
  return [
    `The restore of ${backup} from ${repository} did not end`,
    `it stopped at: ${step.replaceAll('-', ' ')}, begun ${timeOf(startedAt)}`,
    closedIndices.length === 0 ? closed : `closed for it: ${closed}`,
    safetyBackup === null
      ? 'There is no safety backup'
      : `safety backup: ${safetyBackup.name} in ${safetyBackup.repository}`,
    active
      ? 'A process is at work on it'
      : `possible: ${[...(journal.canContinue ? ['continue'] : []), ...(journal.canRollBack ? ['roll-back'] : []), 'close-by-hand'].join(', ')}`,
  ];
}
