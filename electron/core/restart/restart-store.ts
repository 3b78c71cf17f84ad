import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { Id } from '#shared/model/primitives.ts';
import { PendingRestart } from '#shared/model/restart.ts';
import type { FileStore } from '../ports.ts';
import { AskedRestart } from './pending.ts';

export const RESTARTS_FOLDER = 'restarts';
/** What was asked for while another process had the pending restart; a file each, `<gateway>.<id>.json`. */
export const ASKED_FOLDER = 'restarts-asked';
const ENDING = '.json';

/** A request for a restart that is kept beside the pending one. */
export interface KeptRequest {
  path: string;
  asked: AskedRestart;
}

/** Pending restarts on disk, a file a gateway. A file that cannot be read is set aside, never overwritten. */
export class RestartStore {
  readonly #files: FileStore;
  /** Texts as they were last seen or written here, by gateway. */
  #known = new Map<string, string>();

  constructor(files: FileStore) {
    this.#files = files;
  }

  async gatewayIds(): Promise<string[]> {
    const [files, asked] = await Promise.all([
      this.#files.list(RESTARTS_FOLDER),
      this.#files.list(ASKED_FOLDER),
    ]);
    const ids = [
      ...files.filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -ENDING.length)),
      ...asked.map((name) => name.split('.')[0] ?? ''),
    ];
    return [...new Set(ids)].filter((id) => Id.safeParse(id).success);
  }

  /** `setAside` is the new name of a file that could not be read. */
  async read(gatewayId: string): Promise<{ pending: PendingRestart | null; setAside: string | null }> {
    const path = pathOf(gatewayId);
    const text = await this.#files.read(path);
    if (text === null) return { pending: null, setAside: null };
    const pending = parsed(PendingRestart, text);
    if (pending?.gatewayId === gatewayId) return { pending, setAside: null };
    return { pending: null, setAside: await this.#files.setAside(path) };
  }

  /** Gateways whose file another process wrote or removed since the last look. */
  async changedElsewhere(): Promise<string[]> {
    const now = new Map<string, string>();
    for (const gatewayId of await this.gatewayIds()) {
      const text = await this.#files.read(pathOf(gatewayId));
      const kept = (await this.#files.list(ASKED_FOLDER)).filter((name) => name.startsWith(`${gatewayId}.`));
      if (text !== null || kept.length > 0) now.set(gatewayId, [text ?? '', ...kept].join('\n'));
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

  /** Keeps a request beside the pending restart, which somebody else has. */
  async keep(asked: AskedRestart): Promise<void> {
    const path = `${ASKED_FOLDER}/${Id.parse(asked.pending.gatewayId)}.${randomUUID()}${ENDING}`;
    await this.#files.write(path, JSON.stringify(asked));
  }

  /** Requests that are kept for a gateway, the oldest first. One that cannot be read is set aside. */
  async kept(gatewayId: string): Promise<KeptRequest[]> {
    const kept: KeptRequest[] = [];
    for (const name of await this.#files.list(ASKED_FOLDER)) {
      if (!name.startsWith(`${gatewayId}.`) || !name.endsWith(ENDING)) continue;
      const path = `${ASKED_FOLDER}/${name}`;
      const text = await this.#files.read(path);
      if (text === null) continue;
      const asked = parsed(AskedRestart, text);
      if (asked?.pending.gatewayId === gatewayId) kept.push({ path, asked });
      else await this.#files.setAside(path);
    }
    return kept.sort((a, b) => a.asked.pending.since - b.asked.pending.since);
  }

  async drop(kept: readonly KeptRequest[]): Promise<void> {
    for (const { path } of kept) await this.#files.remove(path);
  }
}

function pathOf(gatewayId: string): string {
  return `${RESTARTS_FOLDER}/${Id.parse(gatewayId)}${ENDING}`;
}

function parsed<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
