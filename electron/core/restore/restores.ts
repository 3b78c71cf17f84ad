import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { JournalAction, OpenJournal } from '#shared/model/journal.ts';
import type { PlanChoices, RestoreConfirmation, RestorePlan } from '#shared/model/plan.ts';
import type { Manifests } from '../backups/manifest.ts';
import type { Connection, Connections } from '../gateways/connections.ts';
import type { NodeClient } from '../gateways/node-client.ts';
import type { Profiles } from '../gateways/profiles.ts';
import { beginChange, type ChangeGuards } from '../operations/change.ts';
import { takeLock } from '../operations/lock.ts';
import type { OperationHandle, Outcome } from '../operations/operation-handle.ts';
import { journalOf, refuseUnconfirmed } from './begin.ts';
import type { RestoreContext } from './context.ts';
import type { Journal, Journals } from './journal.ts';
import { Planner } from './planner.ts';
import { pruneSafetyBackups } from './prune-safety.ts';
import { canContinue, continueRestore, RESTORE_PHASES, runRestore, undoRestore } from './run.ts';
import { isBeforeChanges } from './stand-down.ts';

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
    refuseUnconfirmed(made.plan, gateway.tenant, gateway.release, confirmation);
    const connection = await this.#parts.connections.of(gateway.id);
    if (connection.storeKey !== made.facts.connection.storeKey)
      throw new AppFailure(appError('plan-unknown'));
    const wanted = {
      kind: 'restore' as const,
      gateway,
      target: made.plan.backup,
      reason: confirmation.reason,
      phases: RESTORE_PHASES,
      cancellable: true,
    };
    const operationId = await beginChange(this.#parts, connection, wanted, async (operation) => {
      const journal = journalOf(made, operation.id, confirmation, this.#parts.ports.clock.now());
      return this.#run(connection, operation, journal, runRestore);
    });
    this.#planner.used(confirmation.planId);
    return { operationId };
  }

  async journals(): Promise<OpenJournal[]> {
    const { journals } = await this.#parts.journals.all();
    return journals.map((journal) => ({
      id: journal.id,
      gatewayId: journal.gatewayId,
      gatewayName: journal.gatewayName,
      repository: journal.repository,
      backup: journal.backup,
      startedAt: journal.startedAt,
      step: journal.step,
      active: this.#active.has(journal.id),
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
      reason: journal.reason,
      phases,
      cancellable: false,
    };
    const work = action === 'continue' ? continueRestore : undoRestore;
    const operationId = await beginChange(
      this.#parts,
      connection,
      wanted,
      async (operation) =>
        // Read again under the lock: another process may have settled it, or taken it further.
        this.#run(connection, operation, await this.#parts.journals.get(journalId), work),
      { settlesJournal: true },
    );
    return { operationId };
  }

  async #run(
    connection: Connection,
    operation: OperationHandle,
    journal: Journal,
    work: (context: RestoreContext) => Promise<Outcome>,
  ): Promise<Outcome> {
    const { ports, manifests, journals, nodesOf, restartDue } = this.#parts;
    const nodes = await nodesOf(connection.gateway);
    const context: RestoreContext = { connection, ports, manifests, journals, operation, nodes, journal };
    this.#active.add(journal.id);
    try {
      await journals.write(journal);
      journals.announce();
      const outcome = await work(context);
      if (outcome.result?.kind === 'restore' && outcome.result.outcome === 'restored') {
        await restartDue(connection.gateway, `Restore of ${journal.backup}`, operation.id);
        await pruneSafetyBackups(context);
      }
      return outcome;
    } finally {
      this.#active.delete(journal.id);
      journals.announce();
    }
  }
}
