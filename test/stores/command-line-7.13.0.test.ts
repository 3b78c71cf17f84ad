import { commandLineRules } from './support/command-line.ts';
import { modernRules } from './support/command-line-modern.ts';
import { openWorkRules } from './support/command-line-open.ts';

commandLineRules('7.13.0');
modernRules('7.13.0');
openWorkRules('7.13.0');
