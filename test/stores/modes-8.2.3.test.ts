import { modeRules } from './support/mode-rules.ts';

modeRules('8.2.3');
