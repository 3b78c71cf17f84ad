import { crashRules } from './support/crash-rules.ts';

crashRules('8.12.2', 'every point');
