import { repositoryDamageRules } from './support/damage-repository-rules.ts';
import { damageRules } from './support/damage-rules.ts';

damageRules('8.12.2');
repositoryDamageRules('8.12.2');
