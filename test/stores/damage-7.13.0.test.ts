import { repositoryDamageRules } from './support/damage-repository-rules.ts';
import { damageRules } from './support/damage-rules.ts';

damageRules('7.13.0');
repositoryDamageRules('7.13.0');
