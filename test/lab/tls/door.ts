import { type IncomingMessage, request as overHttp, type ServerResponse } from 'node:http';
import { createServer, request as overHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { LabCertificate } from './certificates.ts';

export interface DoorOptions extends Pick<LabCertificate, 'cert' | 'key'> {
  /** In PEM form: clients must show a certificate of this authority. */
  clientsOf?: string;
  /** The authority of an https target. */
  targetCa?: string;
  /** Says as whom a request goes on; `null` refuses it. Default: as it came. */
  signIn?: (authorization: string | undefined) => string | null;
}

export interface TlsDoor {
  url: string;
  port: number;
  /** Method and path of each request that came in. */
  readonly requests: string[];
  stop(): void;
}

/** A TLS server with a certificate of its own on a free loopback port, which passes everything on to `target`. */
export async function tlsDoor(target: string, options: DoorOptions): Promise<TlsDoor> {
  const requests: string[] = [];
  const { clientsOf, cert, key } = options;
  const clients =
    clientsOf === undefined ? {} : { ca: clientsOf, requestCert: true, rejectUnauthorized: true };
  const server = createServer({ cert, key, ...clients }, (incoming, outgoing) => {
    requests.push(`${incoming.method ?? ''} ${incoming.url ?? ''}`);
    passOn(target, options, incoming, outgoing);
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    port,
    requests,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function passOn(
  target: string,
  { signIn, targetCa }: DoorOptions,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): void {
  const { authorization, ...others } = incoming.headers;
  const as = signIn === undefined ? (authorization ?? '') : signIn(authorization);
  if (as === null) {
    outgoing.writeHead(401, { 'content-type': 'application/json' });
    outgoing.end('{"error":{"type":"security_exception","reason":"refused at the door"},"status":401}');
    return;
  }
  const headers = as === '' ? others : { ...others, authorization: as };
  const url = new URL(incoming.url ?? '/', target);
  const options = { method: incoming.method, headers };
  const onward =
    url.protocol === 'https:' ? overHttps(url, { ...options, ca: targetCa }) : overHttp(url, options);
  onward.on('response', (reply) => {
    outgoing.writeHead(reply.statusCode ?? 500, reply.headers);
    reply.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  incoming.pipe(onward);
}
