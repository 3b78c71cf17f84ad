import { commandLineRules } from './support/command-line.ts';

commandLineRules('9.4.3');
