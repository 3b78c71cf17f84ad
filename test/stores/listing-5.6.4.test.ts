import { listingRules } from './support/listing-rules.ts';

listingRules('5.6.4');
