import { repositoryRules } from './support/repository-rules.ts';

repositoryRules('7.13.0');
