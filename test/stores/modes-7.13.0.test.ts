import { modeRules } from './support/mode-rules.ts';

modeRules('7.13.0');
