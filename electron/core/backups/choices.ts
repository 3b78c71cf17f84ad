import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { BackupChoices, BackupList, BackupRow } from '#shared/model/backup.ts';
import { type BackupSelection, Scope } from '#shared/model/primitives.ts';
import { defaultBackupName } from '#shared/rules/backup-name.ts';
import { indicesOfTenant } from '#shared/rules/index-names.ts';
import { canQuiesce } from '#shared/rules/versions.ts';
import type { LiveIndex } from '../elasticsearch/indices.ts';
import type { Connection } from '../gateways/connections.ts';

/**
 * The explicit names that a selection means now (E1, E3). Rejects when it means none, and when a name is not the
 * tenant's: what is unclear is taken only where it was picked by name (E2). A closed index on a server that
 * cannot save closed ones is named.
 */
export function selectedIndices(
  connection: Connection,
  live: readonly LiveIndex[],
  selection: BackupSelection,
): string[] {
  const { tenant } = connection.gateway;
  const names = indicesOfTenant(
    live.map((index) => index.index),
    tenant,
    connection.knownTenants,
  );
  if (names.owned.length === 0 && selection.kind !== 'indices')
    throw new AppFailure(appError('tenant-empty', { what: tenant }));
  const chosen = chosenNames(names, selection);
  if (chosen.length === 0) throw new AppFailure(appError('nothing-selected'));
  const closed = new Set(live.filter((index) => !index.open).map((index) => index.index));
  const shut = connection.can.closedInBackup ? [] : chosen.filter((index) => closed.has(index));
  if (shut.length > 0)
    throw new AppFailure(appError('index-closed', { detail: shut.slice(0, 3).join(', ') }));
  return chosen;
}

function chosenNames(names: ReturnType<typeof indicesOfTenant>, selection: BackupSelection): string[] {
  switch (selection.kind) {
    case 'everything':
      return names.owned.map((one) => one.index);
    case 'scopes':
      return names.owned.filter((one) => selection.scopes.includes(one.scope)).map((one) => one.index);
    case 'indices': {
      const allowed = new Set([...names.owned.map((one) => one.index), ...names.unclear]);
      const foreign = selection.indices.find((index) => !allowed.has(index));
      if (foreign !== undefined)
        throw new AppFailure(
          appError('index-missing', { detail: `${foreign} is not an index of this tenant.` }),
        );
      return [...new Set(selection.indices)].sort();
    }
  }
}

/** What there is to save, with the last good backup of each scope. */
export function choicesOf(
  connection: Connection,
  live: readonly LiveIndex[],
  { rows, readings }: Pick<BackupList, 'rows' | 'readings'>,
  now: Date,
): BackupChoices {
  const { tenant } = connection.gateway;
  const names = indicesOfTenant(
    live.map((index) => index.index),
    tenant,
    connection.knownTenants,
  );
  const byName = new Map(live.map((index) => [index.index, index]));
  const good = rows.filter((row) => row.state === 'success' && row.trigger !== 'safety');
  const latest = (some: readonly BackupRow[]): number | null =>
    some.reduce<number | null>((last, row) => Math.max(last ?? 0, row.startedAt ?? 0) || null, null);
  const total = (values: readonly (number | null)[]): number | null =>
    values.every((value) => value === null)
      ? null
      : values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  return {
    scopes: Scope.options.flatMap((scope) => {
      const indices = names.owned
        .filter((one) => one.scope === scope)
        .map((one) => ({
          index: one.index,
          docs: byName.get(one.index)?.docs ?? null,
          bytes: byName.get(one.index)?.bytes ?? null,
        }));
      if (indices.length === 0) return [];
      return [
        {
          scope,
          indices,
          docs: total(indices.map((one) => one.docs)),
          bytes: total(indices.map((one) => one.bytes)),
          lastSavedAt: latest(good.filter((row) => row.scopes?.includes(scope) === true)),
        },
      ];
    }),
    unclear: names.unclear,
    lastEverythingAt: latest(good.filter((row) => row.everything)),
    held: readings.map(({ repository, backups, error }) => ({
      repository,
      backups: error === null ? backups : null,
    })),
    suggestedName: defaultBackupName(tenant, now),
    quiesce: quiesceChoice(connection),
  };
}

function quiesceChoice({ gateway }: Connection): BackupChoices['quiesce'] {
  if (!canQuiesce(gateway.release))
    return {
      possible: false,
      text: `API Gateway ${gateway.release} cannot be quiesced; 10.7 and later can.`,
    };
  if (gateway.nodes.length === 0)
    return { possible: false, text: 'The gateway has no nodes here that could be asked.' };
  if (gateway.nodeUsername === undefined || gateway.nodeUsername === '')
    return { possible: false, text: 'No user is set for the nodes of the gateway.' };
  const { length } = gateway.nodes;
  return {
    possible: true,
    text: `Changes at design time are blocked on ${length === 1 ? 'the node' : `${length} nodes`} while it runs.`,
  };
}
