import { modeRules } from './support/mode-rules.ts';

modeRules('7.7.1');
