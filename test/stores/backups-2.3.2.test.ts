import { backupRules } from './support/backup-suite.ts';

backupRules('2.3.2');
