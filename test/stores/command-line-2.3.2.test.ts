import { commandLineRules } from './support/command-line.ts';

commandLineRules('2.3.2');
