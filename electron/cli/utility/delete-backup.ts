import type { BackupRow } from '#shared/model/backup.ts';
import { backupsIn } from '../listing.ts';
import { listOf } from '../options.ts';
import { Refusal } from '../refusal.ts';
import { settleEarlier, untilEnd } from '../run-operation.ts';
import type { Outcome } from './codes.ts';
import type { Given, Run } from './command.ts';

const DAY_MS = 86_400_000;

/** Deletes backups by name, or those that are older than a number of days. */
export const run: Run = async (given) => {
  const { session, gateway, options, repository } = given;
  const names = listOf(options, 'name');
  const age = options.get('olderThan');
  if ((names === undefined) === (age === undefined))
    throw new Refusal('delete backup needs either -name or -olderThan.');
  await settleEarlier(session, gateway.id);
  const rows = await backupsIn(session, gateway.id, repository);
  if (age !== undefined) return deleteOld(given, rows, daysOf(age));
  const missing = (names ?? []).find((name) => !rows.some((row) => row.name === name));
  if (missing === undefined) return deleteAll(given, names ?? []);
  session.io.err(`Backup file does not exist. ${missing}`);
  return 'backup-missing';
};

async function deleteOld(given: Given, rows: readonly BackupRow[], days: number): Promise<Outcome> {
  const { io } = given.session;
  const old = rows.filter((row) => row.startedAt !== null && row.startedAt < Date.now() - days * DAY_MS);
  const names: string[] = [];
  for (const row of old) {
    if (isOfTenant(row) && (await isOfNobodyElse(given, row))) names.push(row.name);
    else io.err(`Not deleted, it is not of this tenant alone or cannot be read: ${row.name}`);
  }
  if (names.length > 0) return deleteAll(given, names);
  io.out(`No backup in ${given.repository} is older than ${days} days`);
  return 'success';
}

/** Other tenants may keep their backups in the same place, and one at work is nobody's to delete. */
const isOfTenant = (row: BackupRow): boolean =>
  row.state !== 'in-progress' && row.scopes !== null && row.scopes.length > 0;

/** A backup of the whole data store is that of other tenants, too. */
async function isOfNobodyElse(
  { session, gateway, repository }: Given,
  { name, indexCount }: BackupRow,
): Promise<boolean> {
  const { indices } = await session.engine.backups.detail({ gatewayId: gateway.id, repository, name });
  return indices.filter(({ scope }) => scope !== null).length === indexCount;
}

async function deleteAll(
  { session, gateway, repository }: Given,
  names: readonly string[],
): Promise<Outcome> {
  const backups = names.map((name) => ({ repository, name }));
  const { operationId } = await session.engine.backups.delete({ gatewayId: gateway.id, backups });
  const ended = await untilEnd(session, operationId);
  const result = ended.result?.kind === 'delete-backup' ? ended.result : { deleted: [], failed: [] };
  for (const { name } of result.deleted) session.io.out(`Deleted backup ${name}`);
  for (const { name, error } of result.failed)
    session.io.err(`Could not delete ${name}. ${error.title} ${error.cause}`);
  if (ended.status === 'succeeded' && result.deleted.length === names.length) return 'deleted';
  if (ended.error !== null) session.io.err(`${ended.error.title} ${ended.error.changed}`);
  return 'not-deleted';
}

function daysOf(text: string): number {
  const match = /^(\d{1,5})d?$/i.exec(text);
  if (match === null) throw new Refusal(`-olderThan takes a number of days, such as 30d, not "${text}".`);
  return Number(match[1]);
}
