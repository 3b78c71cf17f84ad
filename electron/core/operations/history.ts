import { Operation } from '#shared/model/operation.ts';
import type { FileStore, Logger } from '../ports.ts';

const FOLDER = 'operations';
const MONTHS_READ = 6;

/**
 * The history: append-only, one line an event, the last line of an operation wins. An operation whose end is
 * missing was interrupted. A line that cannot be read is skipped and stays in the file.
 */
export class History {
  readonly #files: FileStore;
  readonly #logger: Logger;
  #queue: Promise<void> = Promise.resolve();

  constructor(files: FileStore, logger: Logger) {
    this.#files = files;
    this.#logger = logger;
  }

  /** Resolves when the line is written; lines keep their order. A full disk is logged and stops no work. */
  async append(operation: Operation): Promise<void> {
    const month = new Date(operation.startedAt).toISOString().slice(0, 7);
    const line = JSON.stringify({ ...operation, indices: [] });
    this.#queue = this.#queue
      .then(() => this.#files.append(`${FOLDER}/${month}.jsonl`, line))
      .catch((thrown: unknown) => this.#logger.error(`history was not written: ${String(thrown)}`));
    return this.#queue;
  }

  /** Operations of the last months, newest first. */
  async load(): Promise<Operation[]> {
    const files = (await this.#files.list(FOLDER))
      .filter((name) => name.endsWith('.jsonl'))
      .slice(-MONTHS_READ);
    const byId = new Map<string, Operation>();
    for (const file of files) {
      const text = (await this.#files.read(`${FOLDER}/${file}`)) ?? '';
      for (const line of text.split('\n')) {
        const operation = parsed(line);
        if (operation !== null) byId.set(operation.id, operation);
      }
    }
    return [...byId.values()].sort((a, b) => b.startedAt - a.startedAt);
  }
}

function parsed(line: string): Operation | null {
  if (line.trim() === '') return null;
  try {
    return Operation.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
