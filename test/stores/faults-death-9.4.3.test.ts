import { deathRules } from './support/faults-death.ts';

deathRules('9.4.3');
