import { clusterRules } from './support/cluster-rules.ts';

clusterRules('5.6.4');
