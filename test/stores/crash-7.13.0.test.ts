import { crashRules } from './support/crash-rules.ts';

crashRules('7.13.0', 'every way');
