import { commandLineRules } from './support/command-line.ts';

commandLineRules('7.13.0');
