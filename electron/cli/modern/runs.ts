import type { ModernCommand } from '../grammar/modern.ts';
import type { Run } from './command.ts';

/** Each command in a file of its own, loaded when it is given. */
export const RUNS: Readonly<Record<ModernCommand, () => Promise<{ run: Run }>>> = {
  'gateway-list': () => import('./gateway-list.ts'),
  'gateway-add': () => import('./gateway-add.ts'),
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
