import { listingRules } from './support/listing-rules.ts';

listingRules('7.7.1');
