import { faultRules } from './support/faults-rules.ts';

faultRules('7.7.1');
