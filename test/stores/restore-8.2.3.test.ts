import { restoreRules } from './support/restore-rules.ts';

restoreRules('8.2.3');
