import { Operation } from '#shared/model/operation.ts';
import type { EnginePorts } from '../ports.ts';
import { BEAT_MS, Holder, isGone, newHolder, releaseHolder } from './holder.ts';

/** Folder with a file for each operation that a process is at work on. */
export const AT_WORK_FOLDER = 'running';
const GAP_MS = 1_000;
const WorkFile = Holder.extend({ operation: Operation });

interface Told {
  holder: Holder;
  operation: Operation;
  isNew: boolean;
  over: AbortController;
  telling: Promise<void>;
}

/**
 * Says on the disk what this process is at work on, for other processes of the account: at most once a second, and at
 * least every five. A disk that fails is logged and stops no work.
 */
export class AtWork {
  readonly #ports: EnginePorts;
  readonly #told = new Map<string, Told>();
  #stopped = false;

  constructor(ports: EnginePorts) {
    this.#ports = ports;
  }

  tell(operation: Operation): void {
    const known = this.#told.get(operation.id);
    if (known !== undefined) {
      known.operation = operation;
      known.isNew = true;
      return;
    }
    if (this.#stopped) return;
    const told: Told = {
      holder: newHolder(this.#ports.clock.now()),
      operation,
      isNew: false,
      over: new AbortController(),
      telling: Promise.resolve(),
    };
    this.#told.set(operation.id, told);
    told.telling = this.#tellUntilOver(told);
  }

  /** Resolves when the file is gone. The end must be in the history before. */
  async end(id: string): Promise<void> {
    const told = this.#told.get(id);
    if (told === undefined) return;
    this.#told.delete(id);
    told.over.abort();
    await told.telling;
    await this.#ports.files.remove(pathOf(id)).catch((thrown: unknown) => this.#failed(id, thrown));
    releaseHolder(told.holder);
  }

  /** This process is at work on nothing any more, whatever goes on elsewhere. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all([...this.#told.keys()].map((id) => this.end(id)));
  }

  async #tellUntilOver(told: Told): Promise<void> {
    const { clock, files } = this.#ports;
    const { signal } = told.over;
    const { id } = told.operation;
    const isOver = (): boolean => signal.aborted;
    const hasNews = (): boolean => told.isNew;
    while (!isOver()) {
      told.isNew = false;
      const text = JSON.stringify({ ...told.holder, beat: clock.now(), operation: told.operation });
      await files.write(pathOf(id), text).catch((thrown: unknown) => this.#failed(id, thrown));
      let waited = 0;
      do {
        await clock.sleep(GAP_MS, signal);
        waited += GAP_MS;
      } while (!isOver() && !hasNews() && waited < BEAT_MS);
    }
  }

  #failed(id: string, thrown: unknown): void {
    this.#ports.logger.warn(`others are not told of ${id}: ${String(thrown)}`);
  }
}

/** What a process is at work on; null when nobody is any more, or the file cannot be read. */
export async function readWork({ files, clock }: EnginePorts, id: string): Promise<Operation | null> {
  const text = await files.read(pathOf(id));
  if (text === null) return null;
  try {
    const found = WorkFile.parse(JSON.parse(text));
    return isGone(found, clock.now()) ? null : found.operation;
  } catch {
    return null;
  }
}

/** Operations that some process said to be at work on, this one among them. */
export async function workIds({ files }: Pick<EnginePorts, 'files'>): Promise<string[]> {
  return (await files.list(AT_WORK_FOLDER))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -5));
}

const pathOf = (id: string): string => `${AT_WORK_FOLDER}/${id}.json`;
