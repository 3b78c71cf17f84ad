import { mainJob } from './support/main-job.ts';

mainJob('2.3.2');
