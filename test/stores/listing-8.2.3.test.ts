import { listingRules } from './support/listing-rules.ts';

listingRules('8.2.3');
