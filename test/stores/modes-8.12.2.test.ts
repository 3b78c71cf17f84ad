import { modeRules } from './support/mode-rules.ts';

modeRules('8.12.2');
