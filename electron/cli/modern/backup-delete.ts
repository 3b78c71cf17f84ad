import type { BackupRow } from '#shared/model/backup.ts';
import { deletionRisks } from '#shared/rules/deletion-risks.ts';
import { backupsOf } from '../listing.ts';
import { listOf } from '../options.ts';
import type { ResultOf } from '../results/of-commands.ts';
import { settleEarlier, untilEnd } from '../run-operation.ts';
import type { Session } from '../session.ts';
import { type Answer, type Run, targetOf } from './command.ts';
import { dryAnswer, isDry } from './dry-run.ts';
import { answerOf } from './words.ts';

/** Deletes backups by their names. */
export const run: Run<'backup-delete'> = async (given) => {
  const { session, options } = given;
  const { gatewayId, repository } = await targetOf(given);
  const names = listOf(options, 'name') ?? [];
  if (isDry(options)) return dry(session, gatewayId, repository, names);
  await settleEarlier(session, gatewayId);
  const backups = names.map((name) => ({ repository, name }));
  const { operationId } = await session.engine.backups.delete({
    gatewayId,
    backups,
    reason: options.get('reason') ?? '',
  });
  const ended = await untilEnd(session, operationId);
  const result = ended.result?.kind === 'delete-backup' ? ended.result : { deleted: [], failed: [] };
  return answerOf(ended, [
    ...result.deleted.map(({ name }) => `Deleted ${name}`),
    ...result.failed.map(({ name, error }) => `Not deleted: ${name}. ${error.title}`),
  ]);
};

async function dry(
  session: Session,
  gatewayId: string,
  repository: string,
  names: readonly string[],
): Promise<Answer<ResultOf<'backup-delete'>>> {
  await session.engine.operations.mayChange({ gatewayId });
  const { all, inIt, unreadable } = await backupsOf(session, gatewayId, repository);
  const rows = new Map(inIt.map((row) => [row.name, row]));
  const would = names.filter((name) => {
    const row = rows.get(name);
    return row !== undefined && row.state !== 'in-progress';
  });
  const not = names.filter((name) => !would.includes(name));
  const why = (name: string): string =>
    rows.has(name) ? 'It is being made.' : 'There is none of this name.';
  const warnings = warningsOf(
    inIt.filter((row) => would.includes(row.name)),
    all,
    unreadable,
  );
  return dryAnswer(
    'delete-backup',
    { repository, delete: would, not: not.map((name) => ({ name, why: why(name) })), warnings },
    [
      ...would.map((name) => `Would delete ${name}`),
      ...not.map((name) => `Would not delete ${name}. ${why(name)}`),
      ...warnings.map((text) => `Warning: ${text}`),
    ],
    not.length === 0 ? 0 : 2,
  );
}

function warningsOf(deleted: readonly BackupRow[], all: readonly BackupRow[], unreadable: boolean): string[] {
  const { lastGood, goodAfter, moreUnread, safety } = deletionRisks(deleted, all, { unreadable });
  const left = goodAfter === null ? 'No other is known.' : `The next one is ${goodAfter.name}.`;
  const last = moreUnread
    ? 'the last good backup of the gateway that is known'
    : 'the last good backup of the gateway';
  return [
    ...(lastGood === null ? [] : [`${lastGood.name} is ${last}. ${left}`]),
    ...safety.map(({ name }) => `${name} is a safety backup: the way back of a restore.`),
  ];
}
