import { Id } from '#shared/model/primitives.ts';
import { PendingRestart } from '#shared/model/restart.ts';
import type { FileStore } from '../ports.ts';

const FOLDER = 'restarts';
const ENDING = '.json';

/** Pending restarts on disk, a file a gateway. A file that cannot be read is set aside, never overwritten. */
export class RestartStore {
  readonly #files: FileStore;

  constructor(files: FileStore) {
    this.#files = files;
  }

  async gatewayIds(): Promise<string[]> {
    return (await this.#files.list(FOLDER))
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

  async write(pending: PendingRestart): Promise<void> {
    await this.#files.write(pathOf(pending.gatewayId), JSON.stringify(pending, null, 2));
  }

  async remove(gatewayId: string): Promise<void> {
    await this.#files.remove(pathOf(gatewayId));
  }
}

function pathOf(gatewayId: string): string {
  return `${FOLDER}/${Id.parse(gatewayId)}${ENDING}`;
}

function parsed(text: string): PendingRestart | null {
  try {
    return PendingRestart.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
