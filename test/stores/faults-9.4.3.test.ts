import { faultRules } from './support/faults-rules.ts';

faultRules('9.4.3');
