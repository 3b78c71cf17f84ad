import { listingRules } from './support/listing-rules.ts';

listingRules('8.12.2');
