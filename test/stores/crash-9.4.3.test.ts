import { crashRules } from './support/crash-rules.ts';

crashRules('9.4.3', 'every way');
