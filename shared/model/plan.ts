import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { PlannedCall } from './planned-call.ts';
import {
  BackupName,
  BackupSelection,
  Id,
  IndexName,
  RepositoryName,
  Scope,
  TenantName,
  Timestamp,
} from './primitives.ts';

/** What a restore does to one index (E7). `unknown` cannot be told before it is tried. */
export const PlanVerdict = z.enum(['refused', 'unknown', 'create', 'remove', 'keep', 'replace']);
export type PlanVerdict = z.infer<typeof PlanVerdict>;

/** Ways out of a refusal, and overrides of a default, chosen for one index. */
export const PlanFix = z.enum(['leave-out', 'delete-first', 'keep', 'remove']);
export type PlanFix = z.infer<typeof PlanFix>;

/**
 * Before a copy's name; a data store takes no index name that begins with `_`, `-` or `+`, and a copy that begins
 * like a gateway's own index could be taken for one.
 */
export const BesidePrefix = z.string().regex(/^(?!gateway_)[a-z0-9][a-z0-9_.-]{0,39}$/);

/** Where restored data goes. */
export const RestoreMode = z.discriminatedUnion('kind', [
  /** Over the indices of the same names. */
  z.strictObject({ kind: z.literal('in-place') }),
  /** Under other names, next to the live indices and without aliases: to look at, not to work with. */
  z.strictObject({ kind: z.literal('beside'), prefix: BesidePrefix }),
  /** The backup holds the indices of tenant `source`; they become those of this gateway's tenant. */
  z.strictObject({ kind: z.literal('tenant'), source: TenantName }),
  /** Rollover families only: as further members beside the live ones, which stay (E20). */
  z.strictObject({ kind: z.literal('add') }),
]);
export type RestoreMode = z.infer<typeof RestoreMode>;

export const PlanEntry = z.object({
  /** Its name in the backup; of an index that only the data store has, its name there. */
  index: IndexName,
  /** Its name on the data store after the restore. */
  target: IndexName,
  scope: Scope.nullable(),
  /** The alias this index stands behind by its name, for example `gateway_default_apis`. */
  family: z.string().nullable(),
  verdict: PlanVerdict,
  /** Why, in one plain sentence; empty where the verdict says it all. */
  why: z.string(),
  fixes: z.array(PlanFix),
  chosen: PlanFix.nullable(),
  inBackup: z
    .object({ docs: z.number().nullable(), bytes: z.number().nullable(), shards: z.number().nullable() })
    .nullable(),
  live: z
    .object({
      docs: z.number().nullable(),
      bytes: z.number().nullable(),
      shards: z.number(),
      open: z.boolean(),
      uuid: z.string(),
    })
    .nullable(),
});
export type PlanEntry = z.infer<typeof PlanEntry>;

export const PlanAlias = z.object({
  alias: z.string(),
  members: z.array(IndexName),
  writeIndex: IndexName.nullable(),
  source: z.enum(['manifest', 'live', 'backup']),
});
export type PlanAlias = z.infer<typeof PlanAlias>;

export const Verdict = z.object({ state: z.enum(['good', 'warn', 'bad', 'unknown']), text: z.string() });
export type Verdict = z.infer<typeof Verdict>;

/** What the user decides about a restore; everything else follows from the facts. */
export const PlanChoices = z.strictObject({
  mode: RestoreMode.default({ kind: 'in-place' }),
  /** Which part of the backup; what is not selected is neither restored nor removed. */
  selection: BackupSelection.default({ kind: 'everything' }),
  /** By the name of the index in the backup, or of the surplus index on the data store. */
  fixes: z.record(IndexName, PlanFix),
  safetyBackup: z.boolean(),
  /** Persistent settings and templates of the whole data store too; asks for a confirmation of its own. */
  globalState: z.boolean().default(false),
});
export type PlanChoices = z.infer<typeof PlanChoices>;

export const RestorePlan = z.object({
  id: Id,
  gatewayId: Id,
  repository: RepositoryName,
  backup: BackupName,
  backupStartedAt: Timestamp.nullable(),
  madeAt: Timestamp,
  choices: PlanChoices,
  entries: z.array(PlanEntry),
  aliases: z.array(PlanAlias),
  version: Verdict,
  disk: Verdict.extend({
    usedBytes: z.number().nullable(),
    totalBytes: z.number().nullable(),
    neededBytes: z.number().nullable(),
  }),
  aliasVerdict: Verdict,
  /** What is lost: documents of replaced and removed indices, live and after. */
  loss: z.object({
    since: Timestamp.nullable(),
    docsLive: z.number().nullable(),
    docsAfter: z.number().nullable(),
  }),
  safety: z.object({
    on: z.boolean(),
    repository: RepositoryName,
    indices: z.number().int(),
    bytes: z.number().nullable(),
    /** Closed indices that 2.3 and 5.6 can only save after opening them for the time of the backup. */
    opens: z.array(IndexName),
    error: AppError.nullable(),
  }),
  counts: z.object({ known: z.boolean(), docs: z.number().nullable(), bytes: z.number().nullable() }),
  /** Anything that stops the restore as a whole; empty when it may start. */
  blockers: z.array(AppError),
  /** Set when the backup comes from another release of the gateway: it must be typed to go on. */
  otherRelease: z.string().nullable(),
  /** Tenants whose indices the backup holds, as far as names tell. */
  tenantsInBackup: z.array(TenantName),
  /** Whether the backup holds the global state; `null` where the server does not say (before 7.2). */
  globalStateInBackup: z.boolean().nullable(),
  /** Whether the gateway must be restarted afterwards: only where its own indices are replaced. */
  restartAfter: z.boolean(),
  /** All that the restore changes on the data store, in the order in which it is sent. */
  calls: z.array(PlannedCall),
});
export type RestorePlan = z.infer<typeof RestorePlan>;

export const RestoreConfirmation = z.strictObject({
  planId: Id,
  /** The tenant as typed by the user; the engine compares it. */
  tenant: z.string().max(64),
  reason: z.string().max(500),
  /** Typed when no safety backup is possible or wanted: the words of `NO_SAFETY_PHRASE`. */
  withoutSafety: z.string().max(64).optional(),
  otherRelease: z.string().max(20).optional(),
  /** Typed when the global state is to be restored: the words of `GLOBAL_STATE_PHRASE`. */
  globalState: z.string().max(64).optional(),
});
export type RestoreConfirmation = z.infer<typeof RestoreConfirmation>;

/** Typed to restore without a way back. */
export const NO_SAFETY_PHRASE = 'without a way back';

/** Typed to restore settings and templates of the whole data store, which no safety backup brings back. */
export const GLOBAL_STATE_PHRASE = 'replace cluster settings';
