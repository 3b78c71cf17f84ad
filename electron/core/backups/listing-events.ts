import type { BackupRow } from '#shared/model/backup.ts';
import type { Clock } from '../ports.ts';

/** The first event is small, so that the newest backups are complete at once; the second follows at its heels. */
const FIRST_ROWS = 250;
const MOST_ROWS = 1_500;
/** Pauses before the second event, the third, and all later ones: four events in any second. */
const PAUSES_MS = [0, 600, 300];

/** Hands on rows that were read after the list was answered, in chunks, newest first (E19). */
export class ListingEvents {
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #send: (rows: BackupRow[], waiting: readonly BackupRow[]) => void;
  #waiting = new Map<string, BackupRow>();
  #news = false;
  #sent = 0;
  #sending = false;

  /** `send` gets the rows of an event, and those that come later. It is not called once the signal is aborted. */
  constructor(
    clock: Clock,
    signal: AbortSignal,
    send: (rows: BackupRow[], waiting: readonly BackupRow[]) => void,
  ) {
    this.#clock = clock;
    this.#signal = signal;
    this.#send = send;
  }

  /** Also without rows: then it is a reading that has changed. */
  add(rows: readonly BackupRow[]): void {
    for (const row of rows) this.#waiting.set(`${row.repository}/${row.name}`, row);
    this.#news = true;
    if (!this.#sending) void this.#run();
  }

  async #run(): Promise<void> {
    this.#sending = true;
    // The answer of the list, which is on its way now, comes first.
    await this.#clock.sleep(0, this.#signal);
    while (this.#news && !this.#signal.aborted) {
      const rows = [...this.#waiting.values()].sort(newestFirst);
      const later = rows.splice(this.#sent === 0 ? FIRST_ROWS : MOST_ROWS);
      this.#waiting = new Map(later.map((row) => [`${row.repository}/${row.name}`, row]));
      this.#news = later.length > 0;
      this.#send(rows, later);
      const pause = PAUSES_MS[Math.min(this.#sent, PAUSES_MS.length - 1)] ?? 0;
      this.#sent += 1;
      await this.#clock.sleep(pause, this.#signal);
    }
    this.#sending = false;
  }
}

/** What has no time comes last; later names first, which often count or tell a date. */
export function newestFirst(a: BackupRow, b: BackupRow): number {
  return (b.startedAt ?? 0) - (a.startedAt ?? 0) || (a.name < b.name ? 1 : a.name > b.name ? -1 : 0);
}
