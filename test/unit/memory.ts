import { setTimeout as sleep } from 'node:timers/promises';
import { memoryProfileStore, memorySecretVault } from '#core/files/memory-ports.ts';
import { systemClock } from '#core/files/system-clock.ts';
import type { EnginePorts, FileStore, Timing } from '#core/ports.ts';
import type { GatewayDraft } from '#shared/model/gateway.ts';

/** Files in a map. Every call takes a turn of the event loop, as on a disk, so that callers can overlap. */
export class MemoryFiles implements FileStore {
  readonly folder = '/memory';
  readonly content = new Map<string, string>();
  /** Makes writes fail, as on a full disk. */
  full = false;
  /** A pause before each call; for tests of races. */
  pause: () => Promise<void> = () => sleep(0);

  async read(path: string): Promise<string | null> {
    await this.pause();
    return this.content.get(path) ?? null;
  }

  async *lines(path: string): AsyncGenerator<string> {
    const text = await this.read(path);
    if (text !== null) yield* text.split('\n');
  }

  async write(path: string, text: string): Promise<void> {
    await this.pause();
    this.#check();
    this.content.set(path, text);
  }

  async append(path: string, line: string): Promise<void> {
    await this.pause();
    this.#check();
    this.content.set(path, `${this.content.get(path) ?? ''}${line}\n`);
  }

  async linesFrom(path: string, from: number): Promise<{ lines: string[]; end: number }> {
    await this.pause();
    const text = (this.content.get(path) ?? '').slice(from);
    const end = text.lastIndexOf('\n') + 1;
    return { lines: text.slice(0, end).split('\n').slice(0, -1), end: from + end };
  }

  /** Tells nothing, like the disk of a network. */
  watch(): void {
    return undefined;
  }

  async createExclusive(path: string, text: string): Promise<boolean> {
    await this.pause();
    if (this.content.has(path)) return false;
    this.content.set(path, text);
    return true;
  }

  async list(folder: string): Promise<string[]> {
    await this.pause();
    const prefix = `${folder}/`;
    return [...this.content.keys()]
      .filter((path) => path.startsWith(prefix))
      .map((path) => path.slice(prefix.length))
      .sort();
  }

  async remove(path: string): Promise<void> {
    await this.pause();
    this.content.delete(path);
  }

  async setAside(path: string): Promise<string> {
    await this.pause();
    const name = `${path}.unreadable`;
    this.content.set(name, this.content.get(path) ?? '');
    this.content.delete(path);
    return name;
  }

  #check(): void {
    if (this.full) throw new Error('no space left on device');
  }
}

/** Ports with real time, the given files, and a listener for events. */
export function quietPorts(files: FileStore, timing: Timing, emit: EnginePorts['emit']): EnginePorts {
  return {
    profiles: memoryProfileStore(),
    vault: memorySecretVault(),
    files,
    clock: systemClock,
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    user: 'svc-admin',
    emit,
    timing,
  };
}

/** A gateway as it is saved by hand, with no more than it needs. */
export const draftNamed = (name: string): GatewayDraft => ({
  name,
  tenant: 'default',
  release: '10.15',
  dataStore: { addresses: ['http://127.0.0.1:9240'] },
  nodes: [],
  autostart: false,
  readOnly: false,
});
