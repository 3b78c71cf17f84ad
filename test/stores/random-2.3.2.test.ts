import { randomRun } from './support/random-rules.ts';

randomRun('2.3.2');
