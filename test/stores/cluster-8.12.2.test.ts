import { clusterRules } from './support/cluster-rules.ts';

clusterRules('8.12.2');
