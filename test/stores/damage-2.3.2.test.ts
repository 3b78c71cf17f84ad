import { damageRules } from './support/damage-rules.ts';

damageRules('2.3.2');
