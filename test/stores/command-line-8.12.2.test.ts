import { commandLineRules } from './support/command-line.ts';

commandLineRules('8.12.2', 'short');
