import { damageRules } from './support/damage-rules.ts';

damageRules('7.7.1');
