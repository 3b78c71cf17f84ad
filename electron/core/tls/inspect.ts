import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import type { AppError } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { ServerCertificate } from '#shared/model/trust.ts';
import type { TlsChoice } from './material.ts';
import { TlsRefusal, type Told, tlsFailureIn } from './refusal.ts';
import { openSecure, type SecureTarget } from './secure-socket.ts';

/** How long a server may take to object to a client after the handshake, in milliseconds. */
const OBJECTION_MS = 1_000;

export interface Inspection {
  address: string;
  /** What TLS has against the connection; `null` when nothing, or when there was no connection at all. */
  error: AppError | null;
  certificate: ServerCertificate | null;
}

/** Makes one handshake and sends nothing. Never rejects. */
export async function inspect(address: string, choice: TlsChoice, timeoutMs: number): Promise<Inspection> {
  try {
    const { socket, certificate } = await openSecure(targetOf(address), choice, timeoutMs);
    const objection = await objectionOn(socket);
    socket.destroy();
    return { address, error: objection === null ? null : errorOf(objection, address), certificate };
  } catch (thrown) {
    const told = thrown instanceof Error ? tlsFailureIn(thrown.message) : null;
    return {
      address,
      error: told === null ? null : errorOf(told, address),
      certificate: thrown instanceof TlsRefusal ? thrown.certificate : null,
    };
  }
}

/** Whether a server that does not understand http speaks TLS at this address. Never rejects. */
export async function speaksTls(address: string, timeoutMs: number): Promise<boolean> {
  const { certificate } = await inspect(address, { trust: { kind: 'system' } }, timeoutMs);
  return certificate !== null;
}

function targetOf(address: string): SecureTarget {
  const { hostname, port, protocol } = new URL(address);
  const standard = protocol === 'https:' ? 443 : 80;
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? standard : Number(port) };
}

/** With TLS 1.3 a server looks at the client's certificate when the client believes all is done. */
async function objectionOn(socket: TLSSocket): Promise<Told | null> {
  const over = new AbortController();
  const { signal } = over;
  try {
    // `once` rejects with an error of the socket.
    await Promise.race([
      once(socket, 'session', { signal }),
      once(socket, 'close', { signal }),
      sleep(OBJECTION_MS, undefined, { signal }),
    ]);
    return null;
  } catch (thrown) {
    return thrown instanceof Error ? tlsFailureIn(thrown.message) : null;
  } finally {
    over.abort();
  }
}

const errorOf = (told: Told, address: string): AppError =>
  appError(told.code, {
    where: told.where ?? address,
    detail: told.detail,
    raw: { status: null, type: told.code, reason: told.reason },
  });
