import { modeRules } from './support/mode-rules.ts';

modeRules('2.3.2');
