import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#lab/processes/ports.ts';
import { loadedApis } from './data-store.ts';
import { answer } from './endpoints.ts';
import type { Behaviour, QuiesceState, SeenRequest, StandInOptions } from './types.ts';

type Settings = Required<Omit<StandInOptions, 'dataStore' | 'folder' | 'nodes'>>;

/** One node of the stand-in: a server whose socket is really closed while the node is down. */
export class GatewayNode {
  readonly name: string;
  readonly settings: Settings;
  readonly requests: SeenRequest[] = [];
  behaviour: Behaviour;
  port = 0;
  restarts = 0;
  startedAt = 0;
  /** What the node read into memory at its start: only a restart shows restored data. */
  loadedApis = 0;
  quiesce: QuiesceState = { enable: false };
  isHanging = false;
  /** Where the node's installation tree lies. */
  folder = '';
  #isRetired = false;
  #server: Server | undefined;
  #transition: Promise<void> = Promise.resolve();

  constructor(name: string, settings: Settings) {
    this.name = name;
    this.settings = settings;
    this.behaviour = settings.behaviour;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get isUp(): boolean {
    return this.#server !== undefined;
  }

  setBehaviour(behaviour: Behaviour): void {
    this.behaviour = behaviour;
    if (behaviour !== 'hang') this.isHanging = false;
  }

  /** Reads the data store and opens the socket, on the same port as before. */
  async start(): Promise<void> {
    if (this.isUp) return;
    this.loadedApis = await loadedApis(this.settings.dataStoreUrl, this.settings.tenant);
    this.quiesce = { enable: false };
    this.isHanging = false;
    if (this.port === 0) this.port = await freePort();
    const server = createServer((request, reply) => void this.#handle(request, reply));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.#server = server;
    this.startedAt = Date.now();
  }

  /** Closes the socket and every connection at once. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  /** Down for good: a bounce that is under way does not bring the node back. */
  async retire(): Promise<void> {
    this.#isRetired = true;
    await this.stop();
  }

  /** What a script or a REST call asks for: linger, go down, and with `bounce` come back. Returns at once. */
  shutDown(bounce: boolean): void {
    this.#transition = this.#transition.then(() => this.#leave(bounce)).catch(() => undefined);
  }

  /** What startup.sh does: back after the time that a start takes. */
  startUp(): void {
    this.#transition = this.#transition.then(() => this.#comeBack()).catch(() => undefined);
  }

  async #leave(bounce: boolean): Promise<void> {
    if (this.behaviour === 'stays-up') return;
    if (this.behaviour === 'hang') {
      this.isHanging = true;
      return;
    }
    await sleep(this.settings.lingerSeconds * 1_000, undefined, { ref: false });
    await this.stop();
    if (bounce && this.behaviour !== 'never-back') await this.#comeBack();
  }

  async #comeBack(): Promise<void> {
    if (this.isUp) return;
    const factor = this.behaviour === 'slow' ? 3 : 1;
    await sleep(this.settings.bounceSeconds * 1_000 * factor, undefined, { ref: false });
    if (this.#isRetired) return;
    await this.start();
    this.restarts += 1;
  }

  async #handle(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const body = await text(request).catch(() => '');
    if (this.isHanging) return;
    if (this.behaviour === 'slow') await sleep(2_000, undefined, { ref: false });
    const [status, content] = await answer(this, request, body);
    const { method = 'GET', url = '/' } = request;
    this.requests.push({ at: Date.now(), method, path: url, status, body });
    if (status === 401) reply.setHeader('www-authenticate', 'Basic realm="Integration Server"');
    reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
  }
}
