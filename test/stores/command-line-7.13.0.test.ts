import { commandLineSuite } from './support/command-line-suite.ts';

commandLineSuite('7.13.0', 'open');
