import { restoreRules } from './support/restore-rules.ts';

restoreRules('7.7.1');
