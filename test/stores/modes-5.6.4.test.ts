import { modeRules } from './support/mode-rules.ts';

modeRules('5.6.4');
