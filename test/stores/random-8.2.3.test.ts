import { randomRun } from './support/random-rules.ts';

randomRun('8.2.3');
