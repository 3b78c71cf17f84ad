import { deathRules } from './support/faults-death.ts';

deathRules('2.3.2');
