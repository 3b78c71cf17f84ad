import { commandLineRules } from './support/command-line.ts';

commandLineRules('5.6.4', 'short');
