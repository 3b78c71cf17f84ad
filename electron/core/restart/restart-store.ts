import { Id } from '#shared/model/primitives.ts';
import { PendingRestart } from '#shared/model/restart.ts';
import type { FileStore } from '../ports.ts';

export const RESTARTS_FOLDER = 'restarts';
const ENDING = '.json';

/** Pending restarts on disk, a file a gateway. A file that cannot be read is set aside, never overwritten. */
export class RestartStore {
  readonly #files: FileStore;
  /** Texts as they were last seen or written here, by gateway. */
  #known = new Map<string, string>();

  constructor(files: FileStore) {
    this.#files = files;
  }

  async gatewayIds(): Promise<string[]> {
    return (await this.#files.list(RESTARTS_FOLDER))
      .filter((name) => name.endsWith(ENDING))
      .map((name) => name.slice(0, -ENDING.length))
      .filter((id) => Id.safeParse(id).success);
  }

  /** `setAside` is the new name of a file that could not be read. */
  async read(gatewayId: string): Promise<{ pending: PendingRestart | null; setAside: string | null }> {
    const path = pathOf(gatewayId);
    const text = await this.#files.read(path);
    if (text === null) return { pending: null, setAside: null };
    const pending = parsed(text);
    if (pending?.gatewayId === gatewayId) return { pending, setAside: null };
    return { pending: null, setAside: await this.#files.setAside(path) };
  }

  /** Gateways whose file another process wrote or removed since the last look. */
  async changedElsewhere(): Promise<string[]> {
    const now = new Map<string, string>();
    for (const gatewayId of await this.gatewayIds()) {
      const text = await this.#files.read(pathOf(gatewayId));
      if (text !== null) now.set(gatewayId, text);
    }
    const known = this.#known;
    this.#known = now;
    return [...new Set([...known.keys(), ...now.keys()])].filter((id) => known.get(id) !== now.get(id));
  }

  async write(pending: PendingRestart): Promise<void> {
    const text = JSON.stringify(pending, null, 2);
    await this.#files.write(pathOf(pending.gatewayId), text);
    this.#known.set(pending.gatewayId, text);
  }

  async remove(gatewayId: string): Promise<void> {
    this.#known.delete(gatewayId);
    await this.#files.remove(pathOf(gatewayId));
  }
}

function pathOf(gatewayId: string): string {
  return `${RESTARTS_FOLDER}/${Id.parse(gatewayId)}${ENDING}`;
}

function parsed(text: string): PendingRestart | null {
  try {
    return PendingRestart.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
