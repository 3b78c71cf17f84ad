import type { Operation } from '#shared/model/operation.ts';
import type { Tone } from '../ui/index.ts';

/** The shape of each status: what nobody knows looks like what could not be read. */
export const STATUS_TONES = {
  running: 'run',
  succeeded: 'good',
  warning: 'warn',
  failed: 'bad',
  cancelled: 'warn',
  interrupted: 'warn',
  unknown: 'lost',
} as const satisfies Record<Operation['status'], Tone>;
