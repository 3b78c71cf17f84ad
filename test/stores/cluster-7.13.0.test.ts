import { clusterRules } from './support/cluster-rules.ts';

clusterRules('7.13.0');
