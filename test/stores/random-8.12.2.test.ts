import { randomRun } from './support/random-rules.ts';

randomRun('8.12.2');
