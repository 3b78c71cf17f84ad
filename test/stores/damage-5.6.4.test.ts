import { repositoryDamageRules } from './support/damage-repository-rules.ts';
import { damageRules } from './support/damage-rules.ts';

damageRules('5.6.4');
repositoryDamageRules('5.6.4');
