import { crashRules } from './support/crash-rules.ts';

crashRules('8.2.3', 'every point');
