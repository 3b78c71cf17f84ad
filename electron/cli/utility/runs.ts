import type { UtilityCommand } from '../grammar/utility.ts';
import type { Run } from './command.ts';

/** Each command in a file of its own, loaded when it is given. */
export const RUNS: Readonly<Record<UtilityCommand, () => Promise<{ run: Run }>>> = {
  'create-backup': () => import('./create-backup.ts'),
  'list-backup': () => import('./list-backup.ts'),
  'status-backup': () => import('./status-backup.ts'),
  'delete-backup': () => import('./delete-backup.ts'),
  'restore-backup': () => import('./restore-backup.ts'),
  'status-restore': () => import('./status-restore.ts'),
  'list-repository': () => import('./list-repository.ts'),
  'configure-repository': () => import('./configure-repository.ts'),
  'delete-repository': () => import('./delete-repository.ts'),
  'configure-path': () => import('./configure-path.ts'),
  'open-indices': () => import('./open-indices.ts'),
};
