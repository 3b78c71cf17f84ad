import { z } from 'zod';
import { ConnectionReport } from '#shared/model/data-store.ts';
import { Operation } from '#shared/model/operation.ts';
import { RestorePlan } from '#shared/model/plan.ts';
import { Repository, RepositoryCheck, RepositoryList } from '#shared/model/repository.ts';
import { RestoreStatus } from '#shared/model/restore-status.ts';
import type { ModernCommand } from '../grammar/modern.ts';
import * as dry from './dry-runs.ts';
import * as results from './results.ts';

const Settled = z.union([Operation, results.Closed, results.Journals, dry.DrySettling]);

/** The last object on stdout with `--json`, for each command: one of these. What a command may print is inferred from it. */
export const RESULTS = {
  'gateway-list': results.Gateways,
  'gateway-add': z.union([results.SavedGateway, dry.DryGateway]),
  'gateway-test': ConnectionReport,
  'gateway-restart': z.union([results.Restarted, results.Due, dry.DryRestart, dry.DryTick]),
  doctor: results.Findings,
  'repo-list': RepositoryList,
  'repo-add': z.union([RepositoryCheck, dry.DryRegistration]),
  'repo-verify': RepositoryCheck,
  'repo-edit': z.union([RepositoryCheck, Repository, dry.DryEdit, dry.DryReadOnly]),
  'repo-remove': z.union([results.Removed, dry.DryRemoval]),
  'repo-cleanup': z.union([results.CleanedUp, dry.DryCleanUp]),
  'backup-list': results.Backups,
  'backup-create': z.union([Operation, dry.DryBackup]),
  'backup-show': z.union([results.KnownBackup, results.NoBackup]),
  'backup-delete': z.union([Operation, dry.DryDeletion]),
  'backup-cancel': z.union([Operation, results.NotCancelled, results.NoBackup, dry.DryCancel]),
  'open-indices': z.union([Operation, dry.DryOpening]),
  'restore-plan': RestorePlan,
  'restore-run': z.union([Operation, dry.DryRestore]),
  'restore-status': RestoreStatus,
  'restore-recover': Settled,
  'restore-rollback': Settled,
} satisfies Record<ModernCommand, z.ZodType>;

/** What a command prints with `--json`. */
export type ResultOf<Id extends ModernCommand> = z.infer<(typeof RESULTS)[Id]>;
