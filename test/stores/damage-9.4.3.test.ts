import { repositoryDamageRules } from './support/damage-repository-rules.ts';
import { damageRules } from './support/damage-rules.ts';

damageRules('9.4.3');
repositoryDamageRules('9.4.3');
