import { restoreRules } from './support/restore-rules.ts';

restoreRules('8.12.2');
