import { restoreRules } from './support/restore-rules.ts';

restoreRules('9.4.3');
