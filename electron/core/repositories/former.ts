import type { DataStoreClient } from '../elasticsearch/client.ts';
import { flat } from '../elasticsearch/flat.ts';
import { putRepository, readRepository, type StoredRepository } from '../elasticsearch/repositories.ts';

type Settings = StoredRepository['settings'];

/** Whether a data store tells every one of these settings, each with its value; it writes all of them as texts. */
export function tells(told: Settings, wanted: Settings): boolean {
  const there = flat(told);
  return Object.entries(flat(wanted)).every(([key, value]) => String(there[key]) === String(value));
}

/**
 * Registers a repository as it was, where a data store kept what it could not verify. Only for one whose settings are
 * all told. Resolves with whether it is as it was; never rejects.
 */
export async function putFormerBack(store: DataStoreClient, before: StoredRepository): Promise<boolean> {
  const { name, type, settings } = before;
  try {
    const now = await readRepository(store, name);
    if (now === null || !tells(now.settings, settings) || !tells(settings, now.settings))
      await putRepository(store, name, type, settings);
    return true;
  } catch {
    return false;
  }
}
