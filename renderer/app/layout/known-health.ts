import type { DataStoreStatus } from '#shared/model/data-store.ts';
import { formatAge } from '../../lib/format.ts';
import { HEALTH_TONES } from '../../lib/status-tones.ts';
import { APP } from '../../strings/app.ts';
import { COMMON } from '../../strings/common.ts';
import type { Tone } from '../../ui/index.ts';

/** What is older is told with its age, and no longer in the colour of the present. */
const FRESH_MS = 60_000;

interface KnownHealth {
  tone: Tone;
  word: string;
}

/** What is known of a data store without asking it. */
export function knownHealth(status: DataStoreStatus | undefined, now: number): KnownHealth {
  if (status === undefined) return { tone: 'wait', word: APP.switcher.notLookedAt };
  const { reachable, health, readAt } = status;
  const known: KnownHealth =
    reachable && health !== null
      ? { tone: HEALTH_TONES[health], word: APP.footer.store(COMMON.health[health]) }
      : { tone: 'bad', word: APP.footer.unreachable };
  if (now - readAt < FRESH_MS) return known;
  return { tone: 'wait', word: COMMON.joined(known.word, formatAge(readAt, now)) };
}
