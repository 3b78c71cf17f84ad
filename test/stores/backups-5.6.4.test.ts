import { backupRules } from './support/backup-suite.ts';

backupRules('5.6.4');
