import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One reply of a real server to a request that reads. */
export interface RecordedReply {
  /** Such as `GET /_cluster/health?timeout=5s`. */
  request: string;
  status: number;
  body: unknown;
}

/** Passes everything on to a real server and keeps what it answers, each request once. */
export interface Recorder {
  readonly url: string;
  readonly replies: RecordedReply[];
  stop(): Promise<void>;
}

export async function startRecorder(target: string): Promise<Recorder> {
  const replies = new Map<string, RecordedReply>();
  const server = createServer((asked, reply) => {
    const { method = 'GET', url = '/' } = asked;
    const pass = async (): Promise<void> => {
      const body: Uint8Array[] = [];
      for await (const chunk of asked) body.push(chunk as Uint8Array);
      const init = body.length === 0 ? { method } : { method, body: Buffer.concat(body) };
      const answer = await fetch(`${target}${url}`, { ...init, headers: { accept: 'application/json' } });
      const text = await answer.text();
      const request = `${method} ${url}`;
      if (method === 'GET') replies.set(request, { request, status: answer.status, body: JSON.parse(text) });
      reply.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
    };
    pass().catch((thrown: unknown) => reply.destroy(thrown instanceof Error ? thrown : undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    get replies() {
      return [...replies.values()].sort((a, b) => a.request.localeCompare(b.request));
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
