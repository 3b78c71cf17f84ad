import { randomUUID } from 'node:crypto';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { PlanChoices, RestorePlan } from '#shared/model/plan.ts';
import { tenantsIn } from '#shared/rules/index-names.ts';
import type { Manifests } from '../backups/manifest.ts';
import type { Connection } from '../gateways/connections.ts';
import { type RestoreFacts, readFacts } from './facts.ts';
import { type AliasTarget, planAliases } from './plan-aliases.ts';
import { plannedCalls } from './plan-calls.ts';
import {
  aliasVerdict,
  blockersOf,
  countsOf,
  globalStateIn,
  lossOf,
  safetyOf,
  versionVerdict,
} from './plan-checks.ts';
import { diskVerdict } from './plan-disk.ts';
import { isRestored, planEntries } from './plan-entries.ts';

/** A plan together with what it was made from: the run compares the world with it once more. */
export interface MadePlan {
  plan: RestorePlan;
  facts: RestoreFacts;
  aliases: AliasTarget[];
}

const KEPT = 20;

/** Makes plans and remembers the last ones, so that what runs is what was shown. */
export class Planner {
  readonly #manifests: Manifests;
  readonly #now: () => number;
  readonly #made = new Map<string, MadePlan>();

  constructor(manifests: Manifests, now: () => number) {
    this.#manifests = manifests;
    this.#now = now;
  }

  async make(
    connection: Connection,
    target: { repository: string; name: string },
    choices: PlanChoices,
  ): Promise<MadePlan> {
    const facts = await readFacts(connection, this.#manifests, target, this.#now());
    const made = planOf(facts, choices, `plan-${randomUUID().slice(0, 12)}`, this.#now());
    this.#made.set(made.plan.id, made);
    for (const id of [...this.#made.keys()].slice(0, -KEPT)) this.#made.delete(id);
    return made;
  }

  /** Rejects with `plan-unknown`: a plan of an earlier run of the program is never carried out. */
  get(planId: string): MadePlan {
    const made = this.#made.get(planId);
    if (made === undefined) throw new AppFailure(appError('plan-unknown'));
    return made;
  }

  /** A plan is carried out once. */
  used(planId: string): void {
    this.#made.delete(planId);
  }
}

/** The plan for these facts and choices: nothing but them goes into it. */
export function planOf(facts: RestoreFacts, choices: PlanChoices, id: string, madeAt: number): MadePlan {
  const { gateway } = facts.connection;
  const entries = planEntries(facts, choices);
  const aliases = planAliases(facts, entries, choices.mode);
  const disk = diskVerdict(facts, entries);
  const release = facts.manifest?.release ?? null;
  const plan: RestorePlan = {
    id,
    gatewayId: gateway.id,
    repository: facts.repository,
    backup: facts.backup.name,
    backupStartedAt: facts.backup.startedAt,
    madeAt,
    choices,
    entries,
    aliases: aliases.map(({ rest, ...alias }) => alias),
    version: versionVerdict(facts),
    disk,
    aliasVerdict: aliasVerdict(facts, aliases),
    loss: lossOf(facts, entries),
    safety: safetyOf(facts, entries, choices.safetyBackup),
    counts: countsOf(facts, entries),
    blockers: blockersOf(facts, { choices, entries, aliases, disk }),
    otherRelease: release !== null && release !== gateway.release ? release : null,
    tenantsInBackup: tenantsIn(facts.backup.indices, facts.connection.knownTenants),
    globalStateInBackup: globalStateIn(facts),
    restartAfter: ['in-place', 'tenant'].includes(choices.mode.kind) && entries.some(isRestored),
    calls: [],
  };
  return { plan: { ...plan, calls: plannedCalls({ plan, facts, aliases }) }, facts, aliases };
}
