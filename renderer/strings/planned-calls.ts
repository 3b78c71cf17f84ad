import { COMMON } from './common.ts';

/** Texts of the calls that are shown before they are sent. */
export const PLANNED_CALLS = {
  title: 'API calls that will be sent',
  show: (count: string) => COMMON.counted(count, 'change', 'changes'),
  showNote: 'of the data store, in this order',
  reading: 'The calls are being put together',
  none: 'None: nothing is changed on the data store.',
  /** A line above a call. */
  phase: (name: string) => `# ${name}`,
  ifNeeded: (name: string) => `# ${name}, only if it is needed then`,
  later: 'What is known only when it is sent stands in brackets.',
  reads: 'Before and after each of them the data store is read.',
};
