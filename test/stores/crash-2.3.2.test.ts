import { crashRules } from './support/crash-rules.ts';

crashRules('2.3.2', 'every point');
