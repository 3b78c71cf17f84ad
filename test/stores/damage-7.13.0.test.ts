import { damageRules } from './support/damage-rules.ts';

damageRules('7.13.0');
