import { faultRules } from './support/faults-rules.ts';

faultRules('8.12.2');
