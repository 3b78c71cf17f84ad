import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#lab/processes/ports.ts';

export interface FakeGatewayOptions {
  password?: string;
  /** The old process goes on answering 200 for so long after it accepted. */
  lingerMs?: number;
  /** So long nothing listens. */
  downMs?: number;
  /** So long the new process answers 500. */
  startingMs?: number;
  neverDown?: boolean;
  neverBack?: boolean;
  /** Answers 200 once after it came back, then 500 once, then 200 for good. */
  stumbles?: boolean;
  /** Carries out the shutdown but cuts the connection instead of replying. */
  losesReply?: boolean;
  /** Health needs a user, too. */
  guardedHealth?: boolean;
  reply?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

export interface Seen {
  at: number;
  method: string;
  path: string;
  body: string;
  authorization: string | null;
}

/** A small real HTTP server that behaves like one gateway node around a restart. */
export class FakeGateway {
  readonly seen: Seen[] = [];
  /** From when to when the node was not healthy because of a restart. */
  readonly outages: { from: number; to: number }[] = [];
  quiesced = false;
  options: FakeGatewayOptions;
  #server: Server | null = null;
  #port = 0;
  #health: number[] = [];
  #closed = false;
  #sockets = new Set<Socket>();

  constructor(options: FakeGatewayOptions = {}) {
    this.options = options;
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get shutdowns(): Seen[] {
    return this.seen.filter((one) => one.path.endsWith('/shutdown'));
  }

  async listen(): Promise<this> {
    if (this.#port === 0) this.#port = await freePort();
    const server = createServer((request, response) => void this.#answer(request, response));
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#server = server;
    return this;
  }

  /** What health answers from now on: the numbers in turn, the last one for ever. */
  healthIs(...status: number[]): void {
    this.#health = status;
  }

  async goDown(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => server?.close(resolve) ?? resolve(null));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.goDown();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const part of request) body += String(part);
    const path = request.url ?? '';
    const authorization = request.headers.authorization ?? null;
    this.seen.push({ at: Date.now(), method: request.method ?? '', path, body, authorization });
    if (this.options.reply?.(request, response) === true) return;
    const json = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    if (path === '/rest/apigateway/health' && this.options.guardedHealth !== true) {
      json(this.#nextHealth(), {});
      return;
    }
    if (!this.#mayPass(authorization)) {
      json(401, { errorDetails: 'Unauthorized' });
      return;
    }
    if (path === '/rest/apigateway/health') {
      json(this.#nextHealth(), {});
      return;
    }
    if (path === '/rest/apigateway/health/engine') {
      json(200, { status: 'yellow' });
      return;
    }
    if (path === '/rest/apigateway/quiescemode') {
      this.#quiesce(request, body, json);
      return;
    }
    if (!path.endsWith('/shutdown')) {
      json(404, {});
      return;
    }
    if (this.options.losesReply === true) request.socket.destroy();
    else json(200, { bounce: true, option: 'force', message: 'Server shutdown is in progress.' });
    if (this.options.neverDown !== true) void this.#bounce();
  }

  #quiesce(request: IncomingMessage, body: string, json: (status: number, value: unknown) => void): void {
    if (request.method === 'GET') {
      json(200, { enable: this.quiesced, status: 'success' });
      return;
    }
    const { enable } = JSON.parse(body) as { enable: boolean };
    if (enable && this.quiesced) {
      json(409, { errorDetails: 'already in effect' });
      return;
    }
    this.quiesced = enable;
    json(200, { enable, block: 'designtime', status: 'success' });
  }

  #mayPass(authorization: string | null): boolean {
    const { password } = this.options;
    if (password === undefined) return true;
    return authorization === `Basic ${Buffer.from(`Administrator:${password}`).toString('base64')}`;
  }

  #nextHealth(): number {
    return this.#health.length > 1 ? (this.#health.shift() ?? 200) : (this.#health[0] ?? 200);
  }

  async #bounce(): Promise<void> {
    const { lingerMs = 30, downMs = 60, startingMs = 0 } = this.options;
    await sleep(lingerMs);
    const outage = { from: Date.now(), to: Infinity };
    this.outages.push(outage);
    await this.goDown();
    if (this.options.neverBack === true) return;
    await sleep(downMs);
    if (this.#closed) return;
    this.healthIs(500);
    await this.listen();
    await sleep(startingMs);
    this.healthIs(...(this.options.stumbles === true ? [200, 500, 200] : [200]));
    outage.to = Date.now();
  }
}
