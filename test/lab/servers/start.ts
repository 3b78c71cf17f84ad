import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:https';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '#lab/processes/ports.ts';
import { type Supervised, supervise } from '#lab/processes/supervised.ts';
import { fetchServer } from './fetch.ts';
import { findJava } from './java.ts';
import { launchCommand } from './launch.ts';
import { configure, handOver, layOut, type ServerFolders, type ServerOptions } from './layout.ts';
import { release, type ServerVersion } from './releases.ts';

export type { ServerOptions } from './layout.ts';
export { ALL_VERSIONS, S3_VERSION, SERVER_VERSIONS, type ServerVersion } from './releases.ts';

const START_DEADLINE_MS = 120_000;
const PORT_TRIES = 3;

/** A running data store of one release, with everything it wrote in one temp folder. */
export interface LabServer {
  readonly version: ServerVersion;
  readonly url: string;
  readonly httpPort: number;
  /** For nodes that join it. */
  readonly transportPort: number;
  readonly folder: string;
  /** The first entry of path.repo (the default one even when path.repo is off). */
  readonly repoFolder: string;
  /** elasticsearch.yml, read again by `restart`. */
  readonly configFile: string;
  readonly home: string;
  readonly pid: number | undefined;
  stop(): Promise<void>;
  /** Kills without warning and keeps the folder; `restart` brings the server back. */
  kill9(): Promise<void>;
  /** Ends the server in its own way if it runs, and starts it on the same ports. */
  restart(): Promise<void>;
  logTail(lines: number): string;
}

/** Starts a real server of the release on free loopback ports; it ends with this process, however that ends. */
export async function startServer(version: ServerVersion, options: ServerOptions = {}): Promise<LabServer> {
  const [dist, java] = [await fetchServer(version), await findJava(release(version).java)];
  const supervised = supervise(version, { realDisk: options.realDisk === true });
  try {
    const folders = layOut(dist, supervised.folder, supervised.fastFolder, options);
    const fallback = [path.join(supervised.folder, 'repo'), path.join(supervised.folder, 'archives')];
    const repositories = repositoriesOf(options.pathRepo, supervised.folder, fallback);
    for (let tries = 1; ; tries += 1) {
      const [http = 0, transport = 0] = await freePorts(2);
      configure(version, folders, { http, transport }, repositories, options);
      handOver(folders, [...fallback, ...repositories]);
      const server = new Server({
        version,
        java,
        options,
        supervised,
        folders,
        httpPort: http,
        transportPort: transport,
        repoFolder: repositories[0] ?? fallback[0]!,
      });
      try {
        await server.launch();
        return server;
      } catch (error) {
        const taken = /BindException|BindHttpException|Address already in use/.test(server.logTail(80));
        if (!taken || tries === PORT_TRIES) throw error;
        await supervised.kill('SIGKILL');
      }
    }
  } catch (error) {
    await supervised.stop();
    throw error;
  }
}

interface ServerParts {
  version: ServerVersion;
  java: string;
  options: ServerOptions;
  supervised: Supervised;
  folders: ServerFolders;
  httpPort: number;
  transportPort: number;
  repoFolder: string;
}

function repositoriesOf(wanted: ServerOptions['pathRepo'], folder: string, fallback: string[]): string[] {
  if (wanted === false) return [];
  return typeof wanted === 'function' ? wanted(folder) : (wanted ?? fallback);
}

async function answersWithTls(url: string, ca: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request(url, { ca, timeout: 5_000 }, (reply) => {
      resolve(reply.statusCode === 200 || reply.statusCode === 401);
      reply.resume();
    });
    asked.once('timeout', () => asked.destroy());
    asked.once('error', () => resolve(false));
    asked.end();
  });
}

class Server implements LabServer {
  readonly #parts: ServerParts;

  constructor(parts: ServerParts) {
    this.#parts = parts;
  }

  get version(): ServerVersion {
    return this.#parts.version;
  }
  get url(): string {
    return `${this.#parts.options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${this.httpPort}`;
  }
  get httpPort(): number {
    return this.#parts.httpPort;
  }
  get transportPort(): number {
    return this.#parts.transportPort;
  }
  get folder(): string {
    return this.#parts.supervised.folder;
  }
  get repoFolder(): string {
    return this.#parts.repoFolder;
  }
  get home(): string {
    return this.#parts.folders.home;
  }
  get configFile(): string {
    return path.join(this.#parts.folders.config, 'elasticsearch.yml');
  }
  get pid(): number | undefined {
    return this.#parts.supervised.pid;
  }

  async launch(): Promise<void> {
    const { version, java, options, supervised, folders } = this.#parts;
    await supervised.start(launchCommand(version, java, folders, options));
    await this.#untilReady();
  }

  async stop(): Promise<void> {
    await this.#parts.supervised.stop();
  }

  async kill9(): Promise<void> {
    await this.#parts.supervised.kill('SIGKILL');
  }

  async restart(): Promise<void> {
    await this.#parts.supervised.kill('SIGTERM').catch(() => this.kill9());
    await this.launch();
  }

  logTail(lines: number): string {
    const file = path.join(this.#parts.folders.logs, 'console.log');
    if (!existsSync(file)) return '';
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  }

  async #untilReady(): Promise<void> {
    const deadline = Date.now() + START_DEADLINE_MS;
    while (Date.now() < deadline) {
      if (this.#parts.supervised.exit !== undefined) {
        throw this.#failure(`ended while starting (${this.#parts.supervised.exit})`);
      }
      if (await this.#answers()) return;
      await sleep(100);
    }
    throw this.#failure(`was not ready after ${START_DEADLINE_MS / 1000} s`);
  }

  // A server that wants a login (401) is up as well: the test that asked for security knows what to do.
  async #answers(): Promise<boolean> {
    const { tls } = this.#parts.options;
    if (tls !== undefined) return answersWithTls(`${this.url}/_cluster/health`, tls.ca);
    try {
      const reply = await fetch(`${this.url}/_cluster/health`, { signal: AbortSignal.timeout(5_000) });
      if (reply.status === 401) return true;
      const { status } = (await reply.json()) as { status?: string };
      return reply.ok && status !== 'red';
    } catch {
      return false;
    }
  }

  #failure(what: string): Error {
    return new Error(`Elasticsearch ${this.version} ${what}. End of its log:\n${this.logTail(60)}`);
  }
}
