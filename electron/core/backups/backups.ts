import type { AppError } from '#shared/errors/app-error.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { BackupChoices, BackupDetail, BackupList, NewBackup } from '#shared/model/backup.ts';
import { backupNameProblem } from '#shared/rules/backup-name.ts';
import { readIndices } from '../elasticsearch/indices.ts';
import { deleteBackup, readBackup } from '../elasticsearch/snapshots.ts';
import { failureOf } from '../errors/from-transport.ts';
import type { Connections } from '../gateways/connections.ts';
import type { Profiles } from '../gateways/profiles.ts';
import { beginChange, type ChangeGuards } from '../operations/change.ts';
import { choicesOf, selectedIndices } from './choices.ts';
import { detailOf } from './detail.ts';
import { listBackups } from './list.ts';
import type { Manifests } from './manifest.ts';
import { rowContext } from './row-context.ts';
import { rowOf, stateOf } from './rows.ts';
import { BACKUP_PHASES, runBackup } from './run.ts';

export interface BackupParts extends ChangeGuards {
  connections: Connections;
  profiles: Profiles;
  manifests: Manifests;
}

interface Target {
  gatewayId: string;
  repository: string;
  name: string;
}

/** The backups of all gateways: what there is, and making and deleting them. */
export class Backups {
  readonly #parts: BackupParts;

  constructor(parts: BackupParts) {
    this.#parts = parts;
  }

  async list({ gatewayId }: { gatewayId: string }): Promise<BackupList> {
    const { connections, manifests, operations, ports } = this.#parts;
    const connection = await connections.of(gatewayId);
    return listBackups(connection, manifests, operations.list(gatewayId), ports.clock.now());
  }

  async detail({ gatewayId, repository, name }: Target): Promise<BackupDetail> {
    const { connections, manifests, operations, ports } = this.#parts;
    const connection = await connections.of(gatewayId);
    const since = ports.clock.now();
    const backup = await readBackup(connection.store, repository, name);
    if (backup === null) throw new AppFailure(appError('backup-missing', { what: name, where: repository }));
    const manifest = await manifests.find(connection.storeKey, { ...backup, repository });
    const live = await readIndices(connection.store, connection.can);
    const context = rowContext(connection, live, operations.list(gatewayId));
    const row = rowOf(repository, backup, manifest, context);
    return detailOf(connection, { row, backup, manifest, context, since });
  }

  async choices({ gatewayId }: { gatewayId: string }): Promise<BackupChoices> {
    const { connections, ports } = this.#parts;
    const connection = await connections.of(gatewayId);
    const [live, list] = await Promise.all([
      readIndices(connection.store, connection.can),
      this.list({ gatewayId }),
    ]);
    return choicesOf(connection, live, list.rows, new Date(ports.clock.now()));
  }

  /** Says whether a backup of this name can be made, before anybody presses a button. */
  async checkName({
    gatewayId,
    repository,
    name,
  }: Target): Promise<{ free: boolean; error: AppError | null }> {
    const problem = backupNameProblem(name);
    if (problem !== null) return { free: false, error: appError('backup-name-invalid', { detail: problem }) };
    const { store, gateway } = await this.#parts.connections.of(gatewayId);
    const taken = await readBackup(store, repository, name).catch((thrown: unknown) => {
      const { value } = failureOf(thrown, store.where);
      // The default repository is registered by the first backup: nothing is in it yet.
      if (value.code === 'repository-missing' && repository === gateway.tenant) return null;
      throw thrown;
    });
    return taken === null
      ? { free: true, error: null }
      : { free: false, error: appError('backup-name-taken', { what: name, where: repository }) };
  }

  /** Starts a backup. Rejects with the reason before anything begins. */
  async create({
    gatewayId,
    backup,
  }: {
    gatewayId: string;
    backup: NewBackup;
  }): Promise<{ operationId: string }> {
    const gateway = this.#parts.profiles.changeable(gatewayId);
    const verdict = await this.checkName({ gatewayId, repository: backup.repository, name: backup.name });
    if (verdict.error !== null) throw new AppFailure(verdict.error);
    const connection = await this.#parts.connections.of(gatewayId);
    // Before what an interrupted restore may have left, such as closed indices, is taken for the reason.
    await this.#parts.journals.refuseIfOpen(connection.storeKey);
    const indices = selectedIndices(
      connection,
      await readIndices(connection.store, connection.can),
      backup.selection,
    );
    const wanted = {
      kind: 'backup' as const,
      gateway,
      target: backup.name,
      reason: backup.reason,
      phases: BACKUP_PHASES,
      cancellable: true,
    };
    const operationId = await beginChange(this.#parts, connection, wanted, (operation) =>
      runBackup({ ...this.#parts, connection, operation }, backup, indices),
    );
    return { operationId };
  }

  /** Deletes one backup by its exact name. A running one is not deleted but cancelled, by its own operation. */
  async delete({ gatewayId, repository, name }: Target): Promise<{ operationId: string }> {
    const gateway = this.#parts.profiles.changeable(gatewayId);
    const connection = await this.#parts.connections.of(gatewayId);
    const backup = await readBackup(connection.store, repository, name).catch((thrown: unknown) => {
      // One that cannot be read can still be deleted from 7.7 on.
      if (failureOf(thrown, connection.store.where).value.code === 'backup-unreadable') return null;
      throw thrown;
    });
    if (backup !== null && stateOf(backup.state) === 'in-progress') {
      throw new AppFailure(appError('store-busy', { detail: `The backup ${name} is still running.` }));
    }
    const wanted = {
      kind: 'delete-backup' as const,
      gateway,
      target: name,
      reason: '',
      phases: ['delete'] as const,
      cancellable: false,
    };
    const operationId = await beginChange(this.#parts, connection, wanted, async (operation) => {
      await operation.inPhase('delete', async () => {
        await deleteBackup(connection.store, repository, name);
        if (backup !== null)
          await this.#parts.manifests.remove(connection.storeKey, { ...backup, repository });
        return [undefined, `${name} deleted from ${repository}`] as const;
      });
      return {
        status: 'succeeded',
        result: { kind: 'delete-backup', deleted: [name], failed: [] },
        error: null,
      };
    });
    return { operationId };
  }
}
