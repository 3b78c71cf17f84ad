import { faultRules } from './support/faults-rules.ts';

faultRules('8.2.3');
