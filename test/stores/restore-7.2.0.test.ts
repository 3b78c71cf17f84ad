import { restoreRules } from './support/restore-rules.ts';

restoreRules('7.2.0');
