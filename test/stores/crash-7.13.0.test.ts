import { crashRules, POINTS } from './support/crash-rules.ts';

crashRules('7.13.0', POINTS);
