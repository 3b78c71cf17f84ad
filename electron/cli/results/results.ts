import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import { BackupDetail, BackupRow } from '#shared/model/backup.ts';
import { ConnectionCheck } from '#shared/model/data-store.ts';
import { GatewayProfile } from '#shared/model/gateway.ts';
import { OpenJournal } from '#shared/model/journal.ts';
import { Operation } from '#shared/model/operation.ts';
import { RepositoryName } from '#shared/model/primitives.ts';
import { RepositoryCleanUp } from '#shared/model/repository.ts';
import { PendingRestart } from '#shared/model/restart.ts';

/** What a command prints with `--json` where it is no object of `shared/model` as it is. */
export const Gateways = z.strictObject({ gateways: z.array(GatewayProfile) });

export const SavedGateway = z.strictObject({ gateway: GatewayProfile });

/** One thing that `doctor` looked at. */
export const Finding = z.strictObject({
  about: z.string().nullable().describe('The name of the gateway; null for the data folder.'),
  state: ConnectionCheck.shape.state.describe(
    '`failed` is in the way; a warning is not, and deserves a look.',
  ),
  title: z.string(),
  detail: z.string(),
  error: AppError.nullable(),
});
export type Finding = z.infer<typeof Finding>;

export const Findings = z.strictObject({
  ok: z.boolean().describe('Whether nothing is in the way.'),
  findings: z.array(Finding),
});

export const Restarted = z.strictObject({
  operation: Operation.nullable().describe('What was restarted from here; null where nothing was.'),
  pending: PendingRestart.nullable().describe('What is due after it; null where nothing is.'),
  byHand: z.array(z.string()).describe('The names of the nodes that are left to be restarted by hand.'),
});

export const Due = z.strictObject({
  pending: PendingRestart.nullable().describe('What is due; null where nothing is.'),
});

export const Removed = z.strictObject({ removed: RepositoryName });

export const CleanedUp = RepositoryCleanUp.extend({ repository: RepositoryName });

export const Backups = z.strictObject({ repository: RepositoryName, backups: z.array(BackupRow) });

/**
 * What is known here of a backup that the server calls good: `verified`; `flawed`, when it failed its verification;
 * `verifying`, when that has not ended; `unverified`, when it was begun here and never verified; `elsewhere`, when it
 * was made by something else and has nothing to be verified against.
 */
export const Verification = z.enum(['verified', 'flawed', 'verifying', 'unverified', 'elsewhere']);
export type Verification = z.infer<typeof Verification>;

export const KnownBackup = z.strictObject({
  backup: BackupDetail,
  verification: Verification.describe('What is known here of a backup that the data store calls good.'),
  flaw: AppError.nullable().describe('Why its verification failed; null where it did not.'),
});

export const NotCancelled = z.strictObject({
  backup: BackupDetail.describe('It was no longer being made.'),
});

export const NoBackup = z.strictObject({ backup: z.null().describe('There is none of this name.') });

export const Journals = z.strictObject({
  journals: z.array(OpenJournal).describe('The restores that did not end.'),
});

export const Closed = z.strictObject({ closed: OpenJournal });

/** On stderr, where a command was refused or not carried out. */
export const Problem = z.strictObject({
  error: z.union([
    AppError,
    z.strictObject({
      code: z.literal('refused').describe('The command cannot be carried out as it was given.'),
      title: z.string(),
    }),
  ]),
});
export type Problem = z.infer<typeof Problem>;
