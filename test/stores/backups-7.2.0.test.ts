import { backupRules } from './support/backup-suite.ts';

backupRules('7.2.0');
