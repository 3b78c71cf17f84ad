import { commandLineRules } from './support/command-line.ts';
import { modernRules } from './support/command-line-modern.ts';

commandLineRules('9.4.3');
modernRules('9.4.3');
