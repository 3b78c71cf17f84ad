import { mainJob } from './support/main-job.ts';

mainJob('8.2.3');
