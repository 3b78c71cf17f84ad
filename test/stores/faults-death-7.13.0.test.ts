import { deathRules } from './support/faults-death.ts';

deathRules('7.13.0');
