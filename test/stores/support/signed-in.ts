import { createServer, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A door for the lab itself, which knows no passwords: passes everything on as one user. */
export async function signedIn(
  target: string,
  user: string,
  password: string,
  ca?: string,
): Promise<{ url: string; stop: () => void }> {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const server = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, authorization };
    const url = new URL(incoming.url ?? '/', target);
    const options = { method: incoming.method, headers };
    const onward = url.protocol === 'https:' ? overHttps(url, { ...options, ca }) : overHttp(url, options);
    onward.on('response', (reply) => {
      outgoing.writeHead(reply.statusCode ?? 500, reply.headers);
      reply.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
