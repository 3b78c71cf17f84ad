import { faultRules } from './support/faults-rules.ts';

faultRules('5.6.4');
