import { modeRules } from './support/mode-rules.ts';

modeRules('7.2.0');
