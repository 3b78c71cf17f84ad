import { randomRun } from './support/random-rules.ts';

randomRun('5.6.4');
