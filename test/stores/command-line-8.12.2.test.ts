import { commandLineSuite } from './support/command-line-suite.ts';

commandLineSuite('8.12.2', 'short');
