import { damageRules } from './support/damage-rules.ts';

damageRules('8.12.2');
