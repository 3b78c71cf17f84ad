import { lateRequestRules } from './support/late-request-rules.ts';

lateRequestRules('2.3.2');
