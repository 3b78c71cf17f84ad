import { faultRules } from './support/faults-rules.ts';

faultRules('7.13.0');
