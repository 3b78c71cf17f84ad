import { backupRules } from './support/backup-suite.ts';

backupRules('8.2.3');
