import { z } from 'zod';
import { ERROR_CODES, type ErrorCode } from '#shared/errors/codes.ts';
import type { ServerCertificate } from '#shared/model/trust.ts';

const MARK = 'tls-refusal ';

const Told = z.object({
  code: z.enum(ERROR_CODES),
  where: z.string().optional(),
  detail: z.string(),
  reason: z.string(),
});
export type Told = z.infer<typeof Told>;

/**
 * A secure connection that was not made, and why. HTTP clients keep only the message of an error, so what was
 * found travels in it.
 */
export class TlsRefusal extends Error {
  readonly told: Told;
  /** What the server showed, where it came that far. */
  readonly certificate: ServerCertificate | null;
  constructor(code: ErrorCode, told: Omit<Told, 'code'>, certificate: ServerCertificate | null = null) {
    const all = { code, ...told };
    super(`${MARK}${JSON.stringify(all)}`);
    this.name = 'TlsRefusal';
    this.told = all;
    this.certificate = certificate;
  }
}

/** What a message of an error tells about TLS, by this program or by the library below; `null` when nothing. */
export function tlsFailureIn(message: string): Told | null {
  if (message.startsWith(MARK)) return told(message.slice(MARK.length));
  const words = message.replaceAll('_', ' ').toLowerCase();
  const alert = (code: ErrorCode): Told => ({ code, detail: '', reason: message.slice(0, 300) });
  if (/wrong version number|packet length too long|http request\b.*ssl/.test(words))
    return alert('plain-http-expected');
  if (
    /alert (bad certificate|certificate (required|unknown|expired|revoked)|unknown ca|access denied|unsupported certificate)|certificate required/.test(
      words,
    )
  )
    return alert('client-certificate-demanded');
  if (
    /alert (handshake failure|protocol version|insufficient security|internal error)|unsupported protocol|no shared cipher|dh key too small|ee key too small/.test(
      words,
    )
  )
    return alert('tls-failed');
  return null;
}

function told(text: string): Told | null {
  try {
    return Told.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
