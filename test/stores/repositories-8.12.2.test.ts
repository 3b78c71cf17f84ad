import { repositoryRules } from './support/repository-rules.ts';

repositoryRules('8.12.2');
