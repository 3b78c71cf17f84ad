import { restoreRules } from './support/restore-rules.ts';

restoreRules('2.3.2');
