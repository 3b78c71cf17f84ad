import { lateRequestRules } from './support/late-request-rules.ts';

lateRequestRules('7.13.0');
