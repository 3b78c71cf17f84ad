import { createHash } from 'node:crypto';
import { RECORDED } from './recorded.ts';
import type { RecordedReply } from './recorder.ts';

/** A backup as the recorded server describes it, as far as it is varied. */
interface RecordedBackup {
  snapshot: string;
  uuid: string;
  start_time_in_millis: number;
  end_time_in_millis: number;
}

interface ListReply {
  snapshots: RecordedBackup[];
}

/** Most backups are of everything, some of the assets, a few are partial. */
function kindOf(number: number): string {
  if (number % 50 === 49) return 'partial';
  if (number % 7 === 6) return 'assets';
  return number % 2 === 0 ? 'everything-1' : 'everything-2';
}

const EVERY_MS = 12 * 3_600_000;

/**
 * The recorded replies to lists, told of as many backups as wanted: name, uuid and times of each are its own, everything
 * else is as the real server said it. The newest was made an hour before `now`.
 */
export class VariedBackups {
  readonly #replies: readonly RecordedReply[];
  readonly #count: number;
  readonly #now: number;

  constructor(replies: readonly RecordedReply[], count: number, now: number) {
    this.#replies = replies;
    this.#count = count;
    this.#now = now;
  }

  /** The reply to a recorded request for all backups, for a repository of the number. `query` chooses which. */
  list(repository: number, query: string, only?: ReadonlySet<string>): ListReply | null {
    const recorded = this.#replyTo(`/_all?${query}`);
    if (recorded === null) return null;
    const byName = new Map(recorded.snapshots.map((one) => [one.snapshot, one]));
    const snapshots = Array.from({ length: this.#count }, (_, at) => at)
      .map((at) => this.#varied(byName.get(kindOf(at)), repository, at))
      .filter((one) => only?.has(one.snapshot) !== false);
    return { snapshots };
  }

  /** The reply to a request for one of them, such as `/_status?…`; null where none was recorded. */
  one(repository: number, name: string, rest: string): unknown {
    const at = Array.from({ length: this.#count }, (_, i) => i).find(
      (i) => this.#nameOf(repository, i) === name,
    );
    const recorded = this.#replyTo(`/everything-1${rest}`);
    if (at === undefined || recorded === null) return null;
    return { ...recorded, snapshots: recorded.snapshots.map((one) => this.#varied(one, repository, at)) };
  }

  #replyTo(rest: string): ListReply | null {
    const found = this.#replies.find(({ request }) => request === `GET /_snapshot/${RECORDED}${rest}`);
    return found === undefined ? null : (found.body as ListReply);
  }

  #startOf(repository: number, at: number): number {
    return this.#now - 3_600_000 - repository * 780_000 - at * EVERY_MS;
  }

  #nameOf(repository: number, at: number): string {
    const [day = '', time = ''] = new Date(this.#startOf(repository, at)).toISOString().split('T');
    return `default-${day}-${time.slice(0, 5).replace(':', '')}`;
  }

  #varied(base: RecordedBackup | undefined, repository: number, at: number): RecordedBackup {
    if (base === undefined) throw new Error('a kind of backup was not recorded');
    const start = this.#startOf(repository, at);
    const uuid = createHash('sha1').update(`${repository}/${at}`).digest('base64url').slice(0, 22);
    // The fast list tells no times.
    const times =
      'start_time_in_millis' in base
        ? {
            start_time_in_millis: start,
            end_time_in_millis: start + base.end_time_in_millis - base.start_time_in_millis,
          }
        : {};
    return { ...base, ...times, snapshot: this.#nameOf(repository, at), uuid };
  }
}
