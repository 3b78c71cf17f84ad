import { mainJob } from './support/main-job.ts';

mainJob('8.12.2');
