import { repositoryDamageRules } from './support/damage-repository-rules.ts';
import { damageRules } from './support/damage-rules.ts';

damageRules('7.7.1');
repositoryDamageRules('7.7.1');
