import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEAD, RECORDED, recordedReplies } from './recorded.ts';
import { VariedBackups } from './varied.ts';

export interface ReplayOptions {
  /** Repositories that can be read, and backups in each. */
  repositories: number;
  backups: number;
  /** Whether there is one more whose folder its server cannot read. */
  dead?: boolean;
  /** What the last of the good ones waits for before each answer. */
  slow?: () => Promise<unknown>;
}

/**
 * No data store: a small HTTP server that replays what a real 7.13.0 answered to the same requests, with the backups
 * told as often as wanted. For what no test has the time to make: ten thousand backups in twenty repositories.
 */
export interface ReplayServer {
  readonly version: '7.13.0';
  readonly url: string;
  /** Names of the repositories that can be read; the last one is the slow one. */
  readonly repositories: readonly string[];
  /** Requests that nothing was recorded for; a test that has some here proves nothing. */
  readonly unknown: readonly string[];
  stop(): Promise<void>;
}

export async function startReplay(options: ReplayOptions): Promise<ReplayServer> {
  const replies = recordedReplies();
  const varied = new VariedBackups(replies, options.backups, Date.now());
  const names = Array.from(
    { length: options.repositories },
    (_, at) => `nightly-${String(at + 1).padStart(2, '0')}`,
  );
  const unknown: string[] = [];
  const bodies = new Map<string, Buffer>();

  const answer = (url: string): { status: number; body: Buffer } => {
    const recorded = replies.find(({ request }) => request === `GET ${url}`);
    const status = recorded?.status ?? 200;
    const known = bodies.get(url);
    if (known !== undefined) return { status, body: known };
    const value = url === '/_snapshot' ? registered() : (recorded?.body ?? ofRepository(url));
    if (value === null) {
      unknown.push(url);
      return { status: 404, body: Buffer.from('{"error":"nothing was recorded for this","status":404}') };
    }
    const body = Buffer.from(JSON.stringify(value));
    bodies.set(url, body);
    return { status, body };
  };

  const registered = (): unknown => {
    const all = replies.find(({ request }) => request === 'GET /_snapshot')?.body as Record<string, object>;
    const { [RECORDED]: good, [DEAD]: dead } = all;
    const entries = names.map((name) => [name, good] as const);
    return Object.fromEntries(options.dead === true ? [...entries, [DEAD, dead] as const] : entries);
  };

  const ofRepository = (url: string): unknown => {
    const parts = /^\/_snapshot\/([^/]+)\/([^/?]+)(.*)$/.exec(url);
    const [, repository = '', name = '', rest = ''] = parts ?? [];
    const at = names.indexOf(repository);
    if (at < 0) return null;
    if (name === '_all') return varied.list(at, rest.slice(1));
    const wanted = decodeURIComponent(name).split(',');
    if (wanted.length > 1) return varied.list(at, rest.slice(1), new Set(wanted));
    return varied.one(at, wanted[0] ?? '', rest) ?? varied.list(at, rest.slice(1), new Set(wanted));
  };

  const server = createServer((request, reply) => {
    const { url = '/' } = request;
    const isSlow = url.startsWith(`/_snapshot/${names.at(-1) ?? ''}/`);
    void Promise.resolve(isSlow ? options.slow?.() : undefined).then(() => send(reply, answer(url)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    version: '7.13.0',
    url: `http://127.0.0.1:${port}`,
    repositories: names,
    unknown,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(reply: ServerResponse, { status, body }: { status: number; body: Buffer }): void {
  if (reply.destroyed) return;
  reply
    .writeHead(status, {
      'content-type': 'application/json; charset=UTF-8',
      'content-length': body.length,
      'x-elastic-product': 'Elasticsearch',
    })
    .end(body);
}
