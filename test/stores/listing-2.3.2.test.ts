import { listingRules } from './support/listing-rules.ts';

listingRules('2.3.2');
