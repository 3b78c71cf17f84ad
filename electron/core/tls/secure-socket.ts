import { isIP } from 'node:net';
import { checkServerIdentity, connect, type TLSSocket } from 'node:tls';
import type { ServerCertificate } from '#shared/model/trust.ts';
import { inTime } from '../operations/in-time.ts';
import { secureContextOf, type TlsChoice } from './material.ts';
import { TlsRefusal } from './refusal.ts';
import { describeCertificate } from './server-certificate.ts';
import { refusalOf } from './verdict.ts';

export interface SecureTarget {
  host: string;
  port: number;
}

export interface SecureConnection {
  socket: TLSSocket;
  certificate: ServerCertificate;
}

/**
 * Connects, looks at the server's certificate and hands the socket over only when the server is believed: until then
 * nothing but the handshake was sent. Rejects with a TlsRefusal or the error of the network.
 * `opened` hears of the socket at once, so that it can be closed early; the deadline is in milliseconds.
 */
export async function openSecure(
  target: SecureTarget,
  choice: TlsChoice,
  timeoutMs: number,
  opened: (socket: TLSSocket) => void = () => undefined,
): Promise<SecureConnection> {
  // Files may lie on a share that does not answer.
  const secureContext = await inTime(secureContextOf(choice), timeoutMs, timedOut);
  const { trust } = choice;
  const address = `https://${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`;
  return new Promise((resolve, reject) => {
    const socket = connect({
      ...target,
      secureContext,
      ...(isIP(target.host) === 0 ? { servername: target.host } : {}),
      minVersion: 'TLSv1.2',
      ALPNProtocols: ['http/1.1'],
      checkServerIdentity: (host, certificate) =>
        trust.kind === 'ca' && !trust.checkHost ? undefined : checkServerIdentity(host, certificate),
      // The verdict is below: the library's own would end the connection before the certificate can be shown.
      rejectUnauthorized: false,
    });
    opened(socket);
    const end = (error: Error): void => {
      clearTimeout(deadline);
      socket.destroy();
      reject(named(error));
    };
    const deadline = setTimeout(() => end(timedOut()), timeoutMs);
    const cut = (): void => end(Object.assign(new Error('the connection was cut'), { code: 'ECONNRESET' }));
    // They stay: after a refusal, or once the socket is handed over, they have nothing left to do.
    socket.on('error', end);
    socket.once('close', cut);
    socket.once('secureConnect', () => {
      const shown = socket.getPeerX509Certificate();
      if (shown === undefined) {
        end(new TlsRefusal('tls-failed', { where: address, detail: '', reason: 'no certificate was shown' }));
        return;
      }
      const certificate = describeCertificate(shown, address);
      const failure = socket.authorized ? null : failureOf(socket);
      const refusal = refusalOf(trust, certificate, failure, Date.now());
      if (refusal !== null) {
        end(refusal);
        return;
      }
      clearTimeout(deadline);
      resolve({ socket, certificate });
    });
  });
}

// Typed as an error, in truth the code of one.
function failureOf(socket: TLSSocket): string {
  const error: unknown = socket.authorizationError;
  if (typeof error === 'string') return error;
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

const timedOut = (): Error => Object.assign(new Error('ETIMEDOUT: no answer in time'), { code: 'ETIMEDOUT' });

// A host of several addresses fails without a message, and the message is all that HTTP clients keep.
function named(error: Error): Error {
  if (error.message !== '' || !('code' in error)) return error;
  const code = String(error.code);
  return Object.assign(new Error(code), { code });
}
