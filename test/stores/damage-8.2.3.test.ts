import { repositoryDamageRules } from './support/damage-repository-rules.ts';
import { damageRules } from './support/damage-rules.ts';

damageRules('8.2.3');
repositoryDamageRules('8.2.3');
