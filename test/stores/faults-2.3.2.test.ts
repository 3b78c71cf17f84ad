import { faultRules } from './support/faults-rules.ts';

faultRules('2.3.2');
