import { randomRun } from './support/random-rules.ts';

randomRun('9.4.3');
