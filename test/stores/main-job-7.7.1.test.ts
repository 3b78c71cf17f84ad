import { mainJob } from './support/main-job.ts';

mainJob('7.7.1');
