import type { HistoryRow } from '#shared/model/history.ts';
import { Operation } from '#shared/model/operation.ts';
import { historyRowOf } from '#shared/rules/history.ts';
import type { FileStore, Logger } from '../ports.ts';

export const HISTORY_FOLDER = 'operations';
const MONTHS_READ = 6;

/**
 * The history: append-only, one line an event, the last line of an operation wins. An operation whose end is
 * missing was interrupted. A line that cannot be read is skipped and stays in the file.
 */
export class History {
  readonly #files: FileStore;
  readonly #logger: Logger;
  #queue: Promise<void> = Promise.resolve();
  /** Up to which byte each file was read. */
  readonly #read = new Map<string, number>();
  #rows: Promise<Map<string, HistoryRow>> | null = null;

  constructor(files: FileStore, logger: Logger) {
    this.#files = files;
    this.#logger = logger;
  }

  /** Resolves when the line is written; lines keep their order. A full disk is logged and stops no work. */
  async append(operation: Operation): Promise<void> {
    const line = JSON.stringify({ ...operation, indices: [] });
    this.#queue = this.#queue
      .then(() => this.#files.append(fileOf(operation.startedAt), line))
      .catch((thrown: unknown) => this.#logger.error(`history was not written: ${String(thrown)}`));
    this.#note([operation]);
    return this.#queue;
  }

  /** Operations of the last months, newest first. */
  async load(): Promise<Operation[]> {
    const byId = new Map<string, Operation>();
    for (const file of (await this.#months()).slice(-MONTHS_READ)) {
      const text = (await this.#files.read(file)) ?? '';
      this.#read.set(file, Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1)));
      for (const operation of parsedAll(text.split('\n'))) byId.set(operation.id, operation);
    }
    return [...byId.values()].sort((a, b) => b.startedAt - a.startedAt);
  }

  /** Every line that was written since the last look, by whatever process. */
  async news(): Promise<Operation[]> {
    const found: Operation[] = [];
    for (const file of (await this.#months()).slice(-MONTHS_READ)) {
      const { lines, end } = await this.#files.linesFrom(file, this.#read.get(file) ?? 0);
      this.#read.set(file, end);
      found.push(...parsedAll(lines));
    }
    this.#note(found);
    return found;
  }

  /** What was read of all months stays true without being read again; no work waits for that reading. */
  #note(operations: readonly Operation[]): void {
    void this.#rows
      ?.then((rows) => operations.forEach((operation) => rows.set(operation.id, historyRowOf(operation))))
      .catch(() => undefined);
  }

  /** One line for each operation of all months, as it was written last. Rejects with `file-failed`. */
  async rows(): Promise<HistoryRow[]> {
    this.#rows ??= this.#readRows();
    try {
      return [...(await this.#rows).values()];
    } catch (thrown) {
      this.#rows = null;
      throw thrown;
    }
  }

  /** One operation as it was written last, whole; null when no file holds it. */
  async find(id: string): Promise<Operation | null> {
    const row = (await this.rows()).find((one) => one.id === id);
    if (row === undefined) return null;
    let found: Operation | null = null;
    for await (const line of this.#files.lines(fileOf(row.startedAt)))
      if (idOf(line) === id) found = parsed(line) ?? found;
    return found;
  }

  /** Every operation as it was written last, one at a time, however long the history is. */
  async *all(): AsyncGenerator<Operation> {
    for (const file of await this.#months()) {
      const last = new Map<string, number>();
      let at = 0;
      for await (const line of this.#files.lines(file)) {
        const id = idOf(line);
        if (id !== null && parsed(line) !== null) last.set(id, at);
        at += 1;
      }
      at = 0;
      for await (const line of this.#files.lines(file)) {
        const id = idOf(line);
        const operation = id !== null && last.get(id) === at ? parsed(line) : null;
        if (operation !== null) yield operation;
        at += 1;
      }
    }
  }

  async #readRows(): Promise<Map<string, HistoryRow>> {
    await this.#queue;
    const rows = new Map<string, HistoryRow>();
    for (const file of await this.#months())
      for await (const operation of this.#operationsIn(file)) rows.set(operation.id, historyRowOf(operation));
    return rows;
  }

  async #months(): Promise<string[]> {
    const names = await this.#files.list(HISTORY_FOLDER);
    return names
      .filter((name) => /^\d{4}-\d{2}\.jsonl$/.test(name))
      .map((name) => `${HISTORY_FOLDER}/${name}`);
  }

  async *#operationsIn(file: string): AsyncGenerator<Operation> {
    for await (const line of this.#files.lines(file)) {
      const operation = parsed(line);
      if (operation !== null) yield operation;
    }
  }
}

const fileOf = (startedAt: number): string =>
  `${HISTORY_FOLDER}/${new Date(startedAt).toISOString().slice(0, 7)}.jsonl`;

/** The id stands first in every line, so that most lines need not be understood. */
const idOf = (line: string): string | null => /^\{"id":"([A-Za-z0-9_-]{1,64})"/.exec(line)?.[1] ?? null;

const parsedAll = (lines: readonly string[]): Operation[] =>
  lines.map(parsed).filter((operation) => operation !== null);

function parsed(line: string): Operation | null {
  if (line.trim() === '') return null;
  try {
    return Operation.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
