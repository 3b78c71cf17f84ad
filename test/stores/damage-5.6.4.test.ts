import { damageRules } from './support/damage-rules.ts';

damageRules('5.6.4');
