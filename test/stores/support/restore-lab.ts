import type { Abilities } from './abilities.ts';
import type { Bench } from './bench.ts';
import type { JournalHook } from './journal-hook.ts';

export const SAFETY = 'gateway-vault-safety-default';

/** What the tests of a restore share: one server, whose tenant is made anew before each test. */
export interface RestoreLab {
  bench: Bench;
  hook: JournalHook;
  can: Abilities;
  /** Fingerprint of the other tenant. */
  others: unknown;
  /** Two indices of the tenant that every release has in some form: one with much in it, and a small one. */
  apis: string;
  policy: string;
  /** One index of events. */
  events: string;
}

export async function safetyBackups({ bench }: RestoreLab): Promise<string[]> {
  const { rows } = await bench.list();
  return rows.filter((row) => row.repository === SAFETY).map((row) => row.name);
}

/** Deletes a backup as another client of the data store would. */
export async function dropBackup({ bench }: RestoreLab, name: string): Promise<void> {
  await bench.raw('DELETE', `/_snapshot/default/${name}`);
}
