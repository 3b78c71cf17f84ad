import { crashRules } from './support/crash-rules.ts';

crashRules('7.7.1', 'every point');
