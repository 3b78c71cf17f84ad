import { crashRules } from './support/crash-rules.ts';

crashRules('7.2.0', 'every point');
