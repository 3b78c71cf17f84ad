import type { IndexProgress } from '#shared/model/operation.ts';
import type { Tone } from '../../ui/index.ts';

export const STAGE_TONES = {
  waiting: 'wait',
  copying: 'run',
  done: 'good',
  failed: 'bad',
} as const satisfies Record<IndexProgress['stage'], Tone>;
