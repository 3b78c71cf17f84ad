import type { Health } from '#shared/model/data-store.ts';
import type { Operation } from '#shared/model/operation.ts';
import type { Tone } from '../ui/index.ts';

/** The shape of each health of a data store. */
export const HEALTH_TONES = { green: 'good', yellow: 'warn', red: 'bad' } as const satisfies Record<
  Health,
  Tone
>;

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
