import { randomRun } from './support/random-rules.ts';

randomRun('7.7.1');
