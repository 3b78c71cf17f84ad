import { mainJob } from './support/main-job.ts';

mainJob('7.13.0');
