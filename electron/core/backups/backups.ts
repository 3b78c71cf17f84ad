import type { AppError } from '#shared/errors/app-error.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { BackupChoices, BackupDetail, BackupList, NewBackup } from '#shared/model/backup.ts';
import type { PlannedCall } from '#shared/model/planned-call.ts';
import type { BackupRef } from '#shared/model/primitives.ts';
import { backupNameProblem } from '#shared/rules/backup-name.ts';
import { readIndices } from '../elasticsearch/indices.ts';
import { readRepository } from '../elasticsearch/repositories.ts';
import { readBackup } from '../elasticsearch/snapshots.ts';
import { failureOf } from '../errors/from-transport.ts';
import type { NodeClient } from '../gateways/node-client.ts';
import { beginChange, refuseChange } from '../operations/change.ts';
import { Adoption, type AdoptionParts } from './adopt.ts';
import { choicesOf, selectedIndices } from './choices.ts';
import { deleteBackups, targetOf } from './delete.ts';
import { detailOf } from './detail.ts';
import type { BackupInFlight } from './in-flight.ts';
import type { Listings } from './listing.ts';
import { backupCalls } from './plan-calls.ts';
import { rowContext } from './row-context.ts';
import { rowOf } from './rows.ts';
import { backupOperation, runBackup } from './run.ts';

export interface BackupParts extends AdoptionParts {
  listings: Listings;
}

interface Target {
  gatewayId: string;
  repository: string;
  name: string;
}

/** The backups of all gateways: what there is, and making and deleting them. */
export class Backups {
  readonly #parts: BackupParts;
  readonly #adoption: Adoption;

  constructor(parts: BackupParts) {
    this.#parts = parts;
    this.#adoption = new Adoption(parts);
  }

  list({ gatewayId }: { gatewayId: string }): Promise<BackupList> {
    return this.#parts.listings.list({ gatewayId });
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
      this.#parts.listings.complete({ gatewayId }),
    ]);
    return choicesOf(connection, live, list, new Date(ports.clock.now()));
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

  /** The indices that a backup would hold. Rejects with what would refuse it now, and changes nothing. */
  async preview({
    gatewayId,
    backup,
  }: {
    gatewayId: string;
    backup: NewBackup;
  }): Promise<{ indices: string[] }> {
    const { connection, indices } = await this.#checked(gatewayId, backup);
    await refuseChange(this.#parts, connection);
    return { indices };
  }

  /** What a backup would change on the data store. Rejects where it has no index to hold; changes nothing. */
  async calls({
    gatewayId,
    backup,
  }: {
    gatewayId: string;
    backup: Omit<NewBackup, 'reason' | 'quiesce'>;
  }): Promise<PlannedCall[]> {
    const connection = await this.#parts.connections.of(gatewayId);
    const { store, can } = connection;
    const [live, there] = await Promise.all([
      readIndices(store, can),
      readRepository(store, backup.repository),
    ]);
    const indices = selectedIndices(connection, live, backup.selection);
    return backupCalls(connection, live, { ...backup, indices, trigger: 'by-hand' }, there !== null);
  }

  async #checked(gatewayId: string, { repository, name, selection }: NewBackup) {
    const gateway = this.#parts.profiles.changeable(gatewayId);
    const verdict = await this.checkName({ gatewayId, repository, name });
    if (verdict.error !== null) throw new AppFailure(verdict.error);
    const connection = await this.#parts.connections.of(gatewayId);
    // Before what an interrupted restore may have left, such as closed indices, is taken for the reason.
    await this.#parts.journals.refuseIfOpen(connection.storeKey);
    const live = await readIndices(connection.store, connection.can);
    return { gateway, connection, indices: selectedIndices(connection, live, selection) };
  }

  /** Starts a backup. Rejects with the reason before anything begins. */
  async create({
    gatewayId,
    backup,
  }: {
    gatewayId: string;
    backup: NewBackup;
  }): Promise<{ operationId: string }> {
    const { gateway, connection, indices } = await this.#checked(gatewayId, backup);
    const order = { ...backup, indices, quiesce: backup.quiesce === true };
    const wanted = backupOperation(gateway, order);
    const operationId = await beginChange(this.#parts, connection, wanted, async (operation, lock) => {
      const { ports, manifests, inFlight, nodesOf } = this.#parts;
      const record: BackupInFlight = {
        format: 1,
        id: operation.id,
        gatewayId,
        storeKey: connection.storeKey,
        startedAt: operation.value.startedAt,
        order,
        noted: null,
        identity: null,
        quiesced: [],
        ended: false,
      };
      const nodes = order.quiesce ? await nodesOf(gateway) : new Map<string, NodeClient>();
      await inFlight.write(record);
      return runBackup({ connection, operation, ports, manifests, inFlight, nodes, lock, record });
    });
    return { operationId };
  }

  /** Deletes backups by their exact names, in one operation with a result for each. */
  async delete({
    gatewayId,
    backups,
    reason = '',
  }: {
    gatewayId: string;
    backups: readonly BackupRef[];
    reason?: string | undefined;
  }): Promise<{ operationId: string }> {
    if (backups.length === 0) throw new AppFailure(appError('nothing-selected'));
    const gateway = this.#parts.profiles.changeable(gatewayId);
    const connection = await this.#parts.connections.of(gatewayId);
    const wanted = {
      kind: 'delete-backup' as const,
      gateway,
      target: targetOf(backups),
      subjects: backups,
      reason,
      phases: ['delete'] as const,
      cancellable: backups.length > 1,
    };
    const operationId = await beginChange(this.#parts, connection, wanted, (operation, lock) =>
      deleteBackups({ connection, manifests: this.#parts.manifests, operation, lock }, backups),
    );
    return { operationId };
  }

  /** All backups with all details: slower than a list, for those who need every time and state. */
  complete({ gatewayId }: { gatewayId: string }): Promise<BackupList> {
    return this.#parts.listings.complete({ gatewayId });
  }

  /** Begins once to follow what earlier runs left unfinished of one gateway. Resolves with those operations. */
  follow({ gatewayId }: { gatewayId: string }): Promise<string[]> {
    return this.#adoption.once(gatewayId);
  }

  /** Goes on with what an earlier run left unfinished; returns at once. Ends with the signal. */
  adopt(signal: AbortSignal): void {
    void this.#adoption
      .all(signal)
      .catch((thrown: unknown) => this.#parts.ports.logger.error(`backups in flight: ${String(thrown)}`));
  }

  /** Goes on with what other processes have left unfinished since. Rejects when the data folder cannot be read. */
  look(signal: AbortSignal): Promise<void> {
    return this.#adoption.look(signal);
  }

  /** Resolves when nothing more is begun; the signals must be aborted before. Backups that go on are not ended. */
  stop(): Promise<void> {
    return this.#adoption.stop();
  }
}
