import { backupRules } from './support/backup-suite.ts';

backupRules('8.12.2');
