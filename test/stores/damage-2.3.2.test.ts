import { repositoryDamageRules } from './support/damage-repository-rules.ts';
import { damageRules } from './support/damage-rules.ts';

damageRules('2.3.2');
repositoryDamageRules('2.3.2');
