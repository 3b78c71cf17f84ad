import { repositoryRules } from './support/repository-rules.ts';

repositoryRules('2.3.2');
