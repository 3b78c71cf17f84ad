import { mainJob } from './support/main-job.ts';

mainJob('7.2.0');
