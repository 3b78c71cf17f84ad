import { listingRules } from './support/listing-rules.ts';

listingRules('9.4.3');
