import { backupRules } from './support/backup-suite.ts';

backupRules('9.4.3');
