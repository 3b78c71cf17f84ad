import type { Operation } from '#shared/model/operation.ts';
import type { EnginePorts } from '../ports.ts';
import { readWork, workIds } from './at-work.ts';
import type { History } from './history.ts';

const NEWS_MS = 3_600_000;

interface ElsewhereParts {
  ports: EnginePorts;
  history: History;
  /** Whether this process is at work on it. */
  isOurs: (id: string) => boolean;
  /** Hears each new state, the last one included. */
  tell: (operation: Operation) => void;
}

/** Operations of other processes that share the data folder: what they are at work on, and how it ended. */
export class Elsewhere {
  readonly #parts: ElsewhereParts;
  readonly #running = new Map<string, Operation>();
  /** When each end that is known was written, so that no older word of it counts. */
  readonly #ended = new Map<string, number>();

  constructor(parts: ElsewhereParts) {
    this.#parts = parts;
  }

  /** As they were when they were last looked at. */
  running(): Operation[] {
    return [...this.#running.values()];
  }

  /** This process goes on with it. */
  forget(id: string): void {
    this.#running.delete(id);
  }

  /** An end that this process wrote or read itself: it is no news. */
  heard({ id, status, updatedAt }: Operation): void {
    if (status !== 'running') this.#ended.set(id, updatedAt);
  }

  /** Reads what is new, and tells it. Rejects when the data folder cannot be read. */
  async look(): Promise<void> {
    const { ports, history, isOurs, tell } = this.#parts;
    // An end is written down before its file goes: what is gone here is found ended below.
    const seen = await this.#atWork();
    const ended = (await history.news()).filter(
      (operation) => operation.status !== 'running' && !isOurs(operation.id) && !this.#isOver(operation),
    );
    const news = ended.filter((operation) => this.#isNews(operation));
    for (const operation of ended) this.heard(operation);
    if (news.length < ended.length) ports.emit('changed', { what: 'history' });
    for (const operation of news) {
      this.#running.delete(operation.id);
      tell(operation);
    }
    for (const [id, operation] of seen) {
      // Its file may outlive its end.
      if (this.#isOver(operation)) seen.delete(id);
      if (isOurs(id) || !seen.has(id) || this.#running.get(id)?.updatedAt === operation.updatedAt) continue;
      this.#running.set(id, operation);
      tell(operation);
    }
    for (const [id, operation] of this.#running) {
      if (seen.has(id)) continue;
      this.#running.delete(id);
      if (!isOurs(id)) tell({ ...operation, status: 'interrupted', elsewhere: false });
    }
  }

  /** Whether an end is known that is not older: work that was taken up again since is newer. */
  #isOver({ id, updatedAt }: Operation): boolean {
    return updatedAt <= (this.#ended.get(id) ?? -Infinity);
  }

  /** What ended long ago was put into the history by somebody, as with a folder that was copied back. */
  #isNews({ id, endedAt, updatedAt }: Operation): boolean {
    const { clock } = this.#parts.ports;
    return this.#running.has(id) || (endedAt ?? updatedAt) > clock.now() - NEWS_MS;
  }

  async #atWork(): Promise<Map<string, Operation>> {
    const { ports, isOurs } = this.#parts;
    const found = new Map<string, Operation>();
    for (const id of await workIds(ports)) {
      if (isOurs(id)) continue;
      const operation = await readWork(ports, id);
      if (operation !== null) found.set(id, { ...operation, cancellable: false, elsewhere: true });
    }
    return found;
  }
}
