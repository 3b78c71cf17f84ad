import { listingRules } from './support/listing-rules.ts';

listingRules('7.2.0');
