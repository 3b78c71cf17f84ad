import { backupRules } from './support/backup-suite.ts';

backupRules('7.7.1');
