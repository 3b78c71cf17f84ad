import { commandLineSuite } from './support/command-line-suite.ts';

commandLineSuite('9.4.3', 'whole');
