import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the proxy does to a connection; `match` limits a fault to requests whose first line it fits. */
export type ProxyMode =
  | { kind: 'pass' }
  /** Takes everything and answers nothing. */
  | { kind: 'black-hole'; match?: RegExp }
  /** Nobody listens: connection refused. */
  | { kind: 'refuse' }
  /** Each reply is held back. */
  | { kind: 'delay'; ms: number; match?: RegExp }
  /** The connection is reset after so many bytes of the reply. */
  | { kind: 'cut'; bytes: number; match?: RegExp }
  /** The request reaches the server, the reply is lost and the connection reset. */
  | { kind: 'drop-reply'; match?: RegExp };

export interface TcpProxy {
  readonly url: string;
  readonly port: number;
  /** First lines of the requests seen, such as `PUT /_snapshot/r HTTP/1.1`. */
  readonly requests: string[];
  readonly mode: ProxyMode;
  setMode(mode: ProxyMode): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a proxy on a free loopback port in front of `target` (an URL). */
export async function startTcpProxy(target: string, mode: ProxyMode = { kind: 'pass' }): Promise<TcpProxy> {
  const proxy = new Proxy(new URL(target));
  await proxy.listen(0);
  await proxy.setMode(mode);
  return proxy;
}

class Proxy implements TcpProxy {
  readonly requests: string[] = [];
  mode: ProxyMode = { kind: 'pass' };
  port = 0;
  readonly #target: { host: string; port: number };
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;

  constructor(target: URL) {
    this.#target = { host: target.hostname, port: Number(target.port) };
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async listen(port: number): Promise<void> {
    const server = createServer((client) => this.#connect(client));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    this.#server = server;
    this.port = (server.address() as { port: number }).port;
  }

  async setMode(mode: ProxyMode): Promise<void> {
    this.mode = mode;
    if (mode.kind === 'refuse') await this.stop();
    else if (this.#server === undefined) await this.listen(this.port);
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of this.#sockets) socket.resetAndDestroy();
    await closed;
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#sockets.delete(socket));
  }

  #connect(client: Socket): void {
    const server = createConnection(this.#target);
    this.#keep(client);
    this.#keep(server);
    // The fault in force for the request that is under way on this connection.
    let fault: ProxyMode = this.mode;
    let replied = 0;
    client.on('data', (chunk) => {
      const line = /^[A-Z]+ \S+ HTTP\/1\.\d/.exec(chunk.toString('latin1', 0, 8_192))?.[0];
      if (line !== undefined) {
        this.requests.push(line);
        fault = this.#faultFor(line);
        replied = 0;
      }
      if (fault.kind !== 'black-hole') server.write(chunk);
    });
    server.on('data', (chunk) => {
      void this.#reply(fault, client, chunk, replied);
      replied += chunk.length;
    });
    client.once('close', () => server.destroy());
    server.once('close', () => {
      if (fault.kind !== 'black-hole' && fault.kind !== 'delay') client.destroy();
    });
  }

  #faultFor(line: string): ProxyMode {
    const { mode } = this;
    return 'match' in mode && !mode.match.test(line) ? { kind: 'pass' } : mode;
  }

  async #reply(fault: ProxyMode, client: Socket, chunk: Buffer, before: number): Promise<void> {
    if (fault.kind === 'drop-reply') {
      client.resetAndDestroy();
    } else if (fault.kind === 'cut') {
      const left = fault.bytes - before;
      if (left >= chunk.length) client.write(chunk);
      else client.write(chunk.subarray(0, Math.max(0, left)), () => client.resetAndDestroy());
    } else if (fault.kind !== 'black-hole') {
      if (fault.kind === 'delay') await sleep(fault.ms);
      if (!client.destroyed) client.write(chunk);
    }
  }
}
