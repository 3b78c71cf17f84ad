import { emptied, type Portrait, portraitOf } from './empty.ts';
import { type LabServer, type ServerVersion, startServer } from './start.ts';

/** The server that was given back last, for the next test file of this process that wants one of its release. */
let waiting: { server: LabServer; fresh: Portrait } | null = null;

/**
 * A plain server of the release: one that an earlier test file gave back, emptied and proved to be as it was when it
 * was new, or else a new one. `stop` gives it back, unless it was killed or restarted meanwhile.
 */
export async function borrowServer(version: ServerVersion): Promise<LabServer> {
  const found = waiting;
  waiting = null;
  if (found !== null) {
    if (found.server.version === version && (await emptied(found.server, found.fresh)))
      return new Borrowed(found.server, found.fresh);
    await found.server.stop();
  }
  const server = await startServer(version);
  return new Borrowed(server, await portraitOf(server.url));
}

class Borrowed implements LabServer {
  readonly #server: LabServer;
  readonly #fresh: Portrait;
  #touched = false;

  constructor(server: LabServer, fresh: Portrait) {
    this.#server = server;
    this.#fresh = fresh;
  }

  get version(): ServerVersion {
    return this.#server.version;
  }
  get url(): string {
    return this.#server.url;
  }
  get httpPort(): number {
    return this.#server.httpPort;
  }
  get transportPort(): number {
    return this.#server.transportPort;
  }
  get folder(): string {
    return this.#server.folder;
  }
  get repoFolder(): string {
    return this.#server.repoFolder;
  }
  get configFile(): string {
    return this.#server.configFile;
  }
  get home(): string {
    return this.#server.home;
  }
  get pid(): number | undefined {
    return this.#server.pid;
  }

  async stop(): Promise<void> {
    const before = waiting;
    if (this.#touched) return this.#server.stop();
    waiting = { server: this.#server, fresh: this.#fresh };
    await before?.server.stop();
  }

  async kill9(): Promise<void> {
    this.#touched = true;
    await this.#server.kill9();
  }

  async restart(): Promise<void> {
    this.#touched = true;
    await this.#server.restart();
  }

  logTail(lines: number): string {
    return this.#server.logTail(lines);
  }
}
