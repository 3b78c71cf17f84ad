import { restoreRules } from './support/restore-rules.ts';

restoreRules('5.6.4');
