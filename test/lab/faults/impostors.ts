import { createServer as createHttpServer } from 'node:http';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { freePort } from '#lab/processes/ports.ts';

/** Something that listens where a data store was expected. */
export interface Impostor {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** A web server that answers every request with a page and status 200, like a login portal. */
export function startHtmlServer(): Promise<Impostor> {
  return listen(
    createHttpServer((_request, reply) => {
      reply
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><title>Welcome</title><h1>Sign in</h1>');
    }),
  );
}

/** A JSON service that is no data store. */
export function startNotElasticsearch(): Promise<Impostor> {
  return listen(
    createHttpServer((_request, reply) => {
      reply
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"service":"weather","version":"4.2"}');
    }),
  );
}

/** Accepts connections and never answers. */
export function startBlackHole(): Promise<Impostor> {
  return listen(createTcpServer((socket) => socket.on('error', () => socket.destroy()).resume()));
}

/** A loopback port where nobody listens. */
export const closedPort = freePort;

async function listen(server: Server): Promise<Impostor> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as { port: number };
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
