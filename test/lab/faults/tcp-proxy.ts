import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#lab/processes/ports.ts';

/** What the proxy does to a connection; `match` limits a fault to requests whose first line it fits. */
export type ProxyMode =
  | { kind: 'pass' }
  /** Takes everything and answers nothing. */
  | { kind: 'black-hole'; match?: RegExp }
  /** Nobody listens: connection refused. */
  | { kind: 'refuse' }
  /** Each reply is held back. */
  | { kind: 'delay'; ms: number; match?: RegExp }
  /** Each reply is held back until something has happened. */
  | { kind: 'hold'; until: Promise<unknown>; match?: RegExp }
  /** Something else is done before the request is passed on. */
  | { kind: 'after'; work: () => Promise<unknown>; match?: RegExp }
  /** The connection is reset before the request reaches the server. */
  | { kind: 'reset'; match?: RegExp }
  /** So many bytes of the reply, and then silence on an open connection. */
  | { kind: 'stall'; bytes: number; match?: RegExp }
  /** The reply has not the header by which clients know the vendor's product. */
  | { kind: 'no-product' }
  /** The connection is reset after so many bytes of the reply. */
  | { kind: 'cut'; bytes: number; match?: RegExp }
  /** The request reaches the server, the reply is lost and the connection reset. */
  | { kind: 'drop-reply'; match?: RegExp };

export interface TcpProxy {
  readonly url: string;
  readonly port: number;
  /** First lines of the requests seen, such as `PUT /_snapshot/r HTTP/1.1`. */
  readonly requests: string[];
  /** The same with all headers. */
  readonly heads: string[];
  /** Request line and start of the reply of each request that was answered with an error. */
  readonly refusals: string[];
  /** Requests that were passed on and are not answered yet, and those that never will be and are still waited for. */
  readonly open: { passed: number; swallowed: number };
  readonly mode: ProxyMode;
  setMode(mode: ProxyMode): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a proxy on a free loopback port in front of `target` (an URL). */
export async function startTcpProxy(target: string, mode: ProxyMode = { kind: 'pass' }): Promise<TcpProxy> {
  const proxy = new Proxy(new URL(target));
  await proxy.listen(await freePort());
  await proxy.setMode(mode);
  return proxy;
}

const SHOWN = 4_000;

class Proxy implements TcpProxy {
  readonly requests: string[] = [];
  readonly heads: string[] = [];
  readonly refusals: string[] = [];
  readonly #passed = new Set<Socket>();
  readonly #swallowed = new Set<Socket>();
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

  get open(): { passed: number; swallowed: number } {
    return { passed: this.#passed.size, swallowed: this.#swallowed.size };
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
    // The request that is under way on this connection, and the fault in force for it.
    let line = '';
    let fault: ProxyMode = this.mode;
    let replied = 0;
    let before: Promise<unknown> = Promise.resolve();
    client.on('data', (chunk) => {
      const head = /^[A-Z]+ \S+ HTTP\/1\.\d(?=\r\n)[^]*?(?=\r\n\r\n)/.exec(chunk.toString('latin1'))?.[0];
      if (head !== undefined) {
        [line = ''] = head.split('\r\n');
        fault = this.#begin(client, line, head);
        replied = 0;
        if (fault.kind === 'after') before = fault.work();
      }
      if (fault.kind === 'reset') client.resetAndDestroy();
      else if (fault.kind === 'after') void before.then(() => server.write(chunk));
      else if (fault.kind !== 'black-hole') server.write(chunk);
    });
    server.on('data', (chunk) => {
      if (replied === 0) this.#note(client, line, chunk);
      void this.#reply(fault, client, chunk, replied);
      replied += chunk.length;
    });
    client.once('close', () => {
      this.#passed.delete(client);
      this.#swallowed.delete(client);
      server.destroy();
    });
    server.once('close', () => {
      if (!['black-hole', 'delay', 'hold', 'stall'].includes(fault.kind)) client.destroy();
    });
  }

  #begin(client: Socket, line: string, head: string): ProxyMode {
    this.requests.push(line);
    this.heads.push(head);
    const { mode } = this;
    const fault: ProxyMode = 'match' in mode && !mode.match.test(line) ? { kind: 'pass' } : mode;
    (fault.kind === 'black-hole' || fault.kind === 'stall' ? this.#swallowed : this.#passed).add(client);
    return fault;
  }

  #note(client: Socket, line: string, chunk: Buffer): void {
    this.#passed.delete(client);
    const start = chunk.toString('latin1', 0, SHOWN);
    if (/^HTTP\/1\.\d [45]/.test(start)) this.refusals.push(`${line}\n${start}`);
  }

  async #reply(fault: ProxyMode, client: Socket, chunk: Buffer, before: number): Promise<void> {
    switch (fault.kind) {
      case 'drop-reply':
        client.resetAndDestroy();
        return;
      case 'cut':
      case 'stall': {
        const part = chunk.subarray(0, Math.max(0, fault.bytes - before));
        if (part.length === chunk.length || fault.kind === 'stall') client.write(part);
        else client.write(part, () => client.resetAndDestroy());
        return;
      }
      case 'delay':
        await sleep(fault.ms);
        break;
      case 'hold':
        await fault.until;
        break;
      case 'no-product':
        if (!client.destroyed) client.write(withoutProduct(chunk));
        return;
      case 'pass':
      case 'after':
      case 'black-hole':
      case 'refuse':
      case 'reset':
        break;
    }
    if (!client.destroyed) client.write(chunk);
  }
}

/** Of the same length, so that nothing else of the message changes. */
function withoutProduct(chunk: Buffer): Buffer {
  const text = chunk.toString('latin1');
  return Buffer.from(text.replace(/^x-elastic-product:/im, 'x-other-product__:'), 'latin1');
}
