import type { ModernCommand } from '../grammar/modern.ts';
import type { Run } from './command.ts';

/** Each command in a file of its own, loaded when it is given. */
export const RUNS: { readonly [Id in ModernCommand]: () => Promise<{ run: Run<Id> }> } = {
  'gateway-list': () => import('./gateway-list.ts'),
  'gateway-add': () => import('./gateway-add.ts'),
  'gateway-test': () => import('./gateway-test.ts'),
  'gateway-restart': () => import('./gateway-restart.ts'),
  doctor: () => import('./doctor.ts'),
  'repo-list': () => import('./repo-list.ts'),
  'repo-add': () => import('./repo-add.ts'),
  'repo-verify': () => import('./repo-verify.ts'),
  'repo-edit': () => import('./repo-edit.ts'),
  'repo-remove': () => import('./repo-remove.ts'),
  'repo-cleanup': () => import('./repo-cleanup.ts'),
  'backup-list': () => import('./backup-list.ts'),
  'backup-create': () => import('./backup-create.ts'),
  'backup-show': () => import('./backup-show.ts'),
  'backup-delete': () => import('./backup-delete.ts'),
  'backup-cancel': () => import('./backup-cancel.ts'),
  'restore-plan': () => import('./restore-plan.ts'),
  'restore-run': () => import('./restore-run.ts'),
  'restore-status': () => import('./restore-status.ts'),
  'restore-recover': () => import('./restore-recover.ts'),
  'restore-rollback': () => import('./restore-rollback.ts'),
  'open-indices': () => import('./open-indices.ts'),
};
