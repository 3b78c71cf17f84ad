import { randomUUID } from 'node:crypto';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { RepositoryKeys } from '#shared/model/repository-place.ts';
import type { Clock } from '../ports.ts';

export interface Keys {
  accessKey: string;
  secretKey: string;
}

const KEPT_MS = 15 * 60_000;

/** Keys of an imported file between the import and the registration: in memory, for minutes, never shown. */
export class KeptKeys {
  readonly #clock: Clock;
  readonly #kept = new Map<string, { keys: Keys; until: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Resolves with the handle under which they are asked for. */
  keep(keys: Keys): string {
    this.#forgetOld();
    const handle = randomUUID();
    this.#kept.set(handle, { keys, until: this.#clock.now() + KEPT_MS });
    return handle;
  }

  /** The keys that a draft means; null where the data store has its own. Throws `repository-import-expired`. */
  of(keys: RepositoryKeys | undefined): Keys | null {
    if (keys === undefined || keys.from === 'elsewhere') return null;
    if (keys.from === 'typed') return { accessKey: keys.accessKey, secretKey: keys.secretKey };
    this.#forgetOld();
    const kept = this.#kept.get(keys.handle);
    if (kept === undefined) throw new AppFailure(appError('repository-import-expired'));
    return kept.keys;
  }

  /** They have reached the data store and are needed no more. */
  forget(keys: RepositoryKeys | undefined): void {
    if (keys?.from === 'import') this.#kept.delete(keys.handle);
  }

  #forgetOld(): void {
    const now = this.#clock.now();
    for (const [handle, { until }] of this.#kept) if (until < now) this.#kept.delete(handle);
  }
}
