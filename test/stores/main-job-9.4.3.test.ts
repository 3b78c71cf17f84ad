import { mainJob } from './support/main-job.ts';

mainJob('9.4.3');
