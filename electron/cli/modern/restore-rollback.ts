import type { Run } from './command.ts';
import { settle } from './restore-recover.ts';

/** Undoes a restore that did not end. */
export const run: Run<'restore-rollback'> = (given) => settle(given, 'roll-back');
