import { crashRules } from './support/crash-rules.ts';

crashRules('5.6.4', 'every way');
