import { mainJob } from './support/main-job.ts';

mainJob('5.6.4');
