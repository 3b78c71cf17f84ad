import { commandLineSuite } from './support/command-line-suite.ts';

commandLineSuite('5.6.4', 'short');
