import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { RepositoryKeys } from '#shared/model/repository-place.ts';
import { Held } from '../files/held.ts';
import type { Clock } from '../ports.ts';

export interface Keys {
  accessKey: string;
  secretKey: string;
}

const KEPT_MS = 15 * 60_000;

/** Keys of an imported file between the import and the registration: in memory, for minutes, never shown. */
export class KeptKeys {
  readonly #kept: Held<Keys>;

  constructor(clock: Clock) {
    this.#kept = new Held(clock, KEPT_MS);
  }

  /** Returns the handle under which they are asked for. */
  keep(keys: Keys): string {
    return this.#kept.hold(keys);
  }

  /** The keys that a draft means; null where the data store has its own. Throws `repository-import-expired`. */
  of(keys: RepositoryKeys | undefined): Keys | null {
    if (keys === undefined || keys.from === 'elsewhere') return null;
    if (keys.from === 'typed') return { accessKey: keys.accessKey, secretKey: keys.secretKey };
    const kept = this.#kept.get(keys.handle);
    if (kept === undefined) throw new AppFailure(appError('repository-import-expired'));
    return kept;
  }

  /** They have reached the data store and are needed no more. */
  forget(keys: RepositoryKeys | undefined): void {
    if (keys?.from === 'import') this.#kept.forget(keys.handle);
  }
}
