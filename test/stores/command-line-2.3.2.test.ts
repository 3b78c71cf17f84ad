import { commandLineRules } from './support/command-line.ts';
import { modernRules } from './support/command-line-modern.ts';

commandLineRules('2.3.2');
modernRules('2.3.2');
