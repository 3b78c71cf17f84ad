import { z } from 'zod';
import { GatewayDraft } from '#shared/model/gateway.ts';
import { JournalAction, OpenJournal } from '#shared/model/journal.ts';
import { RestorePlan } from '#shared/model/plan.ts';
import { BackupName, IndexName, RepositoryName } from '#shared/model/primitives.ts';

const Names = z.array(z.string());
const OneBackup = { repository: RepositoryName, name: BackupName };
const OnePlace = { repository: RepositoryName, place: z.string().describe('Where it is, in words.') };

/** What a command would do, under the word for it; the rest is what is known of it before. */
function dryRun<Would extends z.ZodType, Facts extends z.ZodRawShape>(would: Would, facts: Facts) {
  return z.strictObject({ dryRun: z.literal(true), would, ...facts });
}

export const DryGateway = dryRun(z.literal('add-gateway'), { gateway: GatewayDraft });

export const DryRestart = dryRun(z.literal('restart'), {
  own: Names.describe('Nodes that this program restarts.'),
  byHand: Names.describe('Nodes that are left to be restarted by hand.'),
});

export const DryTick = dryRun(z.literal('tick-off-node'), { nodes: Names });

export const DryRegistration = dryRun(z.literal('register-repository'), OnePlace);

export const DryEdit = dryRun(z.literal('edit-repository'), OnePlace);

export const DryReadOnly = dryRun(z.literal(['make-read-only', 'make-writable']), {
  repository: RepositoryName,
});

export const DryRemoval = dryRun(z.literal('remove-repository'), { repository: RepositoryName });

export const DryCleanUp = dryRun(z.literal('clean-up-repository'), { repository: RepositoryName });

export const DryBackup = dryRun(z.literal('backup'), { ...OneBackup, indices: z.array(IndexName) });

export const DryDeletion = dryRun(z.literal('delete-backup'), {
  repository: RepositoryName,
  delete: z.array(BackupName),
  not: z.array(z.strictObject({ name: z.string(), why: z.string() })),
  /** What is lost that is needed when something goes wrong, in words. */
  warnings: z.array(z.string()),
});

export const DryCancel = dryRun(z.literal('cancel-backup'), OneBackup);

export const DryOpening = dryRun(z.literal('open-indices'), { indices: z.array(IndexName) });

export const DryRestore = dryRun(z.literal('restore'), {
  plan: RestorePlan,
  missing: z.array(z.string()).describe('What it has to be allowed, in words.'),
});

export const DrySettling = dryRun(JournalAction, { journal: OpenJournal });

/** Any of them. */
export type DryRun = z.infer<
  | typeof DryGateway
  | typeof DryRestart
  | typeof DryTick
  | typeof DryRegistration
  | typeof DryEdit
  | typeof DryReadOnly
  | typeof DryRemoval
  | typeof DryCleanUp
  | typeof DryBackup
  | typeof DryDeletion
  | typeof DryCancel
  | typeof DryOpening
  | typeof DryRestore
  | typeof DrySettling
>;
