import { expect } from 'vitest';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import type { Abilities } from './abilities.ts';
import type { Bench } from './bench.ts';
import { writersByAlias } from './changes.ts';
import type { JournalHook } from './journal-hook.ts';

/** What the tests of the ways of restoring share: one server with one backup, `first`, of all of its tenant. */
export interface ModeLab {
  can: Abilities;
  hook: JournalHook;
  bench: Bench;
  /** Documents of each index when `first` was made. */
  backedUp: Record<string, number>;
  /** Fingerprint of the other tenant. */
  others: unknown;
}

type Prints = Awaited<ReturnType<typeof fingerprint>>;

/** The family of events, or the one index of them up to 10.4. */
export const eventsOf = ({ can }: ModeLab): string =>
  can.families ? 'gateway_default_analytics_transactionalevents' : 'gateway_default_analytics';

export const allOf = ({ bench }: ModeLab): Promise<Prints> => fingerprint(bench.url, () => true);

/** Documents of every index whose name begins so. */
export async function countsOf({ bench }: ModeLab, prefix: string): Promise<Record<string, number>> {
  const prints = Object.entries(await fingerprint(bench.url, (index) => index.startsWith(prefix)));
  return Object.fromEntries(prints.map(([index, print]) => [index, Number(print.docs)]));
}

export function split(prints: Prints, prefix: string): { made: Prints; rest: Prints } {
  const entries = Object.entries(prints);
  return {
    made: Object.fromEntries(entries.filter(([index]) => index.startsWith(prefix))),
    rest: Object.fromEntries(entries.filter(([index]) => !index.startsWith(prefix))),
  };
}

export async function expectWriters({ bench, can }: ModeLab): Promise<void> {
  if (!can.writeIndex) return;
  const wrong = [...writersByAlias(await bench.aliases())].filter(([, writers]) => writers.length !== 1);
  expect(wrong).toEqual([]);
}
