import { type CrashPoint, crashRules, POINTS } from './support/crash-rules.ts';

/** Where 5.6 differs: closed indices are opened for the safety backup, and a restore holds on to its indices. */
const NAMES = [
  'before the close',
  'before the copy',
  'with the copy just accepted',
  'in the copy',
  'on the way back',
];
const opened: CrashPoint[] = [
  {
    name: 'before a closed index is opened for the safety backup',
    step: 'open-for-safety',
    write: 1,
    when: 'after',
    actions: ['roll-back'],
    closes: true,
  },
  {
    name: 'after a closed index was opened for the safety backup',
    step: 'safety-backup',
    write: 2,
    when: 'after',
    actions: ['roll-back'],
    closes: true,
  },
];

crashRules('5.6.4', [...opened, ...POINTS.filter((point) => NAMES.includes(point.name))]);
