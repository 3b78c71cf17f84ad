import { Operation } from '#shared/model/operation.ts';
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

  constructor(files: FileStore, logger: Logger) {
    this.#files = files;
    this.#logger = logger;
  }

  /** Resolves when the line is written; lines keep their order. A full disk is logged and stops no work. */
  async append(operation: Operation): Promise<void> {
    const month = new Date(operation.startedAt).toISOString().slice(0, 7);
    const line = JSON.stringify({ ...operation, indices: [] });
    this.#queue = this.#queue
      .then(() => this.#files.append(`${HISTORY_FOLDER}/${month}.jsonl`, line))
      .catch((thrown: unknown) => this.#logger.error(`history was not written: ${String(thrown)}`));
    return this.#queue;
  }

  /** Operations of the last months, newest first. */
  async load(): Promise<Operation[]> {
    const byId = new Map<string, Operation>();
    for (const file of await this.#names()) {
      const text = (await this.#files.read(`${HISTORY_FOLDER}/${file}`)) ?? '';
      this.#read.set(file, Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1)));
      for (const operation of parsedAll(text.split('\n'))) byId.set(operation.id, operation);
    }
    return [...byId.values()].sort((a, b) => b.startedAt - a.startedAt);
  }

  /** Every line that was written since the last look, by whatever process. */
  async news(): Promise<Operation[]> {
    const found: Operation[] = [];
    for (const file of await this.#names()) {
      const { lines, end } = await this.#files.linesFrom(
        `${HISTORY_FOLDER}/${file}`,
        this.#read.get(file) ?? 0,
      );
      this.#read.set(file, end);
      found.push(...parsedAll(lines));
    }
    return found;
  }

  async #names(): Promise<string[]> {
    const files = await this.#files.list(HISTORY_FOLDER);
    return files.filter((name) => name.endsWith('.jsonl')).slice(-MONTHS_READ);
  }
}

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
