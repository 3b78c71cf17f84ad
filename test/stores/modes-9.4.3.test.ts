import { modeRules } from './support/mode-rules.ts';

modeRules('9.4.3');
