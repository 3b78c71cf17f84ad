import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { JournalAction, OpenJournal } from '#shared/model/journal.ts';
import type { Operation } from '#shared/model/operation.ts';
import type { PlanChoices, RestoreConfirmation, RestorePlan } from '#shared/model/plan.ts';
import type { BackupRef } from '#shared/model/primitives.ts';
import type { RestoreStatus } from '#shared/model/restore-status.ts';
import type { Manifests } from '../backups/manifest.ts';
import { failureOf } from '../errors/from-transport.ts';
import type { Connection, Connections } from '../gateways/connections.ts';
import type { NodeClient } from '../gateways/node-client.ts';
import type { Profiles } from '../gateways/profiles.ts';
import { beginChange, type ChangeGuards } from '../operations/change.ts';
import { type Lock, takeLock } from '../operations/lock.ts';
import type { OperationHandle, Outcome } from '../operations/operation-handle.ts';
import { journalOf, refuseUnconfirmed } from './begin.ts';
import type { RestoreContext } from './context.ts';
import type { Journal, Journals } from './journal.ts';
import { closedIndices, openAllIndices } from './open-all.ts';
import { Planner } from './planner.ts';
import { pruneSafetyBackups } from './prune-safety.ts';
import { canContinue, continueRestore, RESTORE_PHASES, runRestore, undoRestore } from './run.ts';
import { isBeforeChanges } from './stand-down.ts';
import { restoreStatus } from './status.ts';
import { releaseQuiesced } from './steps-before.ts';
import { putThrottleBack } from './throttle.ts';

/** A gateway keeps its data in memory: it must be restarted where its own indices were replaced, and only there. */
const restartsGateway = ({ mode }: Journal): boolean => mode.kind === 'in-place' || mode.kind === 'tenant';

export interface RestoreParts extends ChangeGuards {
  connections: Connections;
  profiles: Profiles;
  manifests: Manifests;
  journals: Journals;
  nodesOf: (gateway: GatewayProfile) => Promise<ReadonlyMap<string, NodeClient>>;
  /** Called when restored data is in place and the gateway still works with the old one. */
  restartDue: (gateway: GatewayProfile, why: string, operationId: string) => Promise<void>;
}

/** Plans and restores of all gateways, and the journals that they leave when they are interrupted. */
export class Restores {
  readonly #parts: RestoreParts;
  readonly #planner: Planner;
  readonly #active = new Set<string>();

  constructor(parts: RestoreParts) {
    this.#parts = parts;
    this.#planner = new Planner(parts.manifests, () => parts.ports.clock.now());
  }

  async plan(input: {
    gatewayId: string;
    repository: string;
    name: string;
    choices: PlanChoices;
  }): Promise<RestorePlan> {
    const connection = await this.#parts.connections.of(input.gatewayId);
    return (await this.#planner.make(connection, input, input.choices)).plan;
  }

  /** Carries a plan out, once. Rejects with the reason before anything begins. */
  async start(confirmation: RestoreConfirmation): Promise<{ operationId: string }> {
    const made = this.#planner.get(confirmation.planId);
    const gateway = this.#parts.profiles.changeable(made.plan.gatewayId);
    const planned = made.facts.connection;
    // What is typed then confirms something else than what was shown.
    if (gateway.tenant !== planned.gateway.tenant || gateway.release !== planned.gateway.release)
      throw new AppFailure(appError('plan-unknown'));
    refuseUnconfirmed(made.plan, gateway.tenant, gateway.release, confirmation);
    const connection = await this.#parts.connections.of(gateway.id);
    if (connection.storeKey !== planned.storeKey) throw new AppFailure(appError('plan-unknown'));
    const wanted = {
      kind: 'restore' as const,
      gateway,
      target: made.plan.backup,
      subjects: [{ repository: made.plan.repository, name: made.plan.backup }],
      reason: confirmation.reason,
      phases: RESTORE_PHASES,
      cancellable: true,
    };
    const operationId = await beginChange(this.#parts, connection, wanted, async (operation, lock) => {
      const journal = journalOf(made, operation.id, confirmation, this.#parts.ports.clock.now());
      return this.#run(connection, operation, lock, journal, runRestore);
    });
    this.#planner.used(confirmation.planId);
    return { operationId };
  }

  /** What became of the restores of one backup: from our history, and from what the data store shows. */
  async status({ gatewayId, ...backup }: { gatewayId: string } & BackupRef): Promise<RestoreStatus> {
    const connection = await this.#parts.connections.of(gatewayId);
    return restoreStatus(connection, backup, this.#parts.operations.list(gatewayId));
  }

  /** Opens every closed index of the tenant. Rejects with the reason before anything begins. */
  async openAll({ gatewayId }: { gatewayId: string }): Promise<{ operationId: string }> {
    const gateway = this.#parts.profiles.changeable(gatewayId);
    const connection = await this.#parts.connections.of(gatewayId);
    const wanted = {
      kind: 'open-indices' as const,
      gateway,
      target: gateway.tenant,
      reason: '',
      phases: ['reopen'] as const,
      cancellable: true,
    };
    const operationId = await beginChange(this.#parts, connection, wanted, (operation) =>
      openAllIndices(connection, this.#parts.ports, operation),
    );
    return { operationId };
  }

  /** The closed indices of the tenant: what `openAll` would open. */
  async closed({ gatewayId }: { gatewayId: string }): Promise<string[]> {
    return closedIndices(await this.#parts.connections.of(gatewayId));
  }

  async journals(): Promise<OpenJournal[]> {
    const { journals } = await this.#parts.journals.all();
    const others = this.#parts.operations.list().filter(isRestoreElsewhere);
    return journals.map((journal) => ({
      id: journal.id,
      gatewayId: journal.gatewayId,
      gatewayName: journal.gatewayName,
      repository: journal.repository,
      backup: journal.backup,
      startedAt: journal.startedAt,
      step: journal.step,
      active: this.#active.has(journal.id) || others.some(({ gatewayId }) => gatewayId === journal.gatewayId),
      closedIndices: isBeforeChanges(journal.step)
        ? []
        : journal.indices.filter((one) => one.action === 'replace').map((one) => one.index),
      safetyBackup:
        journal.safety?.good === true
          ? { repository: journal.safety.repository, name: journal.safety.name }
          : null,
      canContinue: canContinue(journal.step),
      canRollBack: true,
    }));
  }

  /** Settles an interrupted restore (E16). Closing by hand only forgets it: the administrator has looked himself. */
  async resolve({
    journalId,
    action,
  }: {
    journalId: string;
    action: JournalAction;
  }): Promise<{ operationId: string | null }> {
    const journal = await this.#parts.journals.get(journalId);
    if (this.#active.has(journalId))
      throw new AppFailure(
        appError('operation-running', { detail: `The restore of ${journal.backup} is at work.` }),
      );
    if (action === 'close-by-hand') {
      // Another process may be at work on it; then its lock is held.
      const lock = await takeLock(
        this.#parts.ports,
        journal.storeKey,
        `Closing the restore of ${journal.backup}`,
      );
      try {
        // Read again under the lock: another process may have settled it, or taken it further.
        await this.#releaseByHand(await this.#parts.journals.get(journalId));
        await this.#parts.journals.close(journalId);
      } finally {
        await lock.release();
      }
      return { operationId: null };
    }
    if (action === 'continue' && !canContinue(journal.step)) {
      throw new AppFailure(
        appError('confirmation-missing', {
          detail: 'this restore had not begun to change data; roll it back and make a new plan',
        }),
      );
    }
    const gateway = this.#parts.profiles.changeable(journal.gatewayId);
    const connection = await this.#parts.connections.of(gateway.id);
    if (connection.storeKey !== journal.storeKey)
      throw new AppFailure(
        appError('plan-outdated', {
          detail: 'The gateway now points at another data store than the one of this restore.',
        }),
      );
    const phases = action === 'continue' ? RESTORE_PHASES : (['roll-back'] as const);
    const kind = action === 'continue' ? ('restore' as const) : ('rollback' as const);
    const wanted = {
      kind,
      gateway,
      target: journal.backup,
      subjects: [{ repository: journal.repository, name: journal.backup }],
      reason: journal.reason,
      phases,
      cancellable: false,
    };
    const work = action === 'continue' ? continueRestore : undoRestore;
    const operationId = await beginChange(
      this.#parts,
      connection,
      wanted,
      async (operation, lock) =>
        // Read again under the lock: another process may have settled it, or taken it further.
        this.#run(connection, operation, lock, await this.#parts.journals.get(journalId), work),
      { settlesJournal: true },
    );
    return { operationId };
  }

  /** Indices are the administrator's then; what only slows or blocks others is taken back where it can be reached. */
  async #releaseByHand(journal: Journal): Promise<void> {
    if (journal.lifted === null && journal.quiesced.length === 0) return;
    const { ports, journals, connections, profiles, nodesOf } = this.#parts;
    const log = (text: string): void => ports.logger.warn(`closing ${journal.id} by hand: ${text}`);
    try {
      const gateway = profiles.changeable(journal.gatewayId);
      const connection = await connections.of(gateway.id, 5_000);
      const nodes = await nodesOf(gateway);
      const releasing = { connection, ports, journals, nodes, journal, operation: { log } };
      await releaseQuiesced(releasing);
      await putThrottleBack(releasing);
    } catch (thrown) {
      log(failureOf(thrown, 'the data store').value.title);
    }
  }

  async #run(
    connection: Connection,
    operation: OperationHandle,
    lock: Lock,
    journal: Journal,
    work: (context: RestoreContext) => Promise<Outcome>,
  ): Promise<Outcome> {
    const { ports, manifests, journals, nodesOf, restartDue } = this.#parts;
    const nodes = await nodesOf(connection.gateway);
    const context: RestoreContext = {
      connection,
      ports,
      manifests,
      journals,
      operation,
      nodes,
      journal,
      lock,
    };
    this.#active.add(journal.id);
    try {
      await journals.write(journal);
      journals.announce();
      const outcome = await work(context);
      if (outcome.result?.kind === 'restore' && outcome.result.outcome === 'restored') {
        const error = restartsGateway(journal)
          ? await restartDue(connection.gateway, `Restore of ${journal.backup}`, operation.id).then(
              () => null,
              // The data is in place, whatever becomes of the note that a restart is due.
              (thrown: unknown) => failureOf(thrown, 'the data folder').value,
            )
          : null;
        await pruneSafetyBackups(context);
        if (error !== null) {
          operation.log(
            `The restart of the gateway could not be noted as due: ${error.title} ${error.cause}`,
          );
          return { ...outcome, status: 'warning', error: outcome.error ?? error };
        }
      }
      return outcome;
    } finally {
      this.#active.delete(journal.id);
      journals.announce();
    }
  }
}

/** A data store has one change at a time, so it is the one of the open journal. */
const isRestoreElsewhere = ({ kind, status, elsewhere }: Operation): boolean =>
  elsewhere && status === 'running' && (kind === 'restore' || kind === 'rollback');
