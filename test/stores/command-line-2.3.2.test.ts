import { commandLineSuite } from './support/command-line-suite.ts';

commandLineSuite('2.3.2', 'whole');
