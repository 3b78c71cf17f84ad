import { errors } from '@elastic/transport';
import { type AppError, AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { tlsFailureIn } from '../tls/refusal.ts';
import { fromReply } from './from-reply.ts';

/**
 * Turns whatever the client throws into an explained error and drops the rest: its error objects carry
 * the request with all headers and bodies, which must not travel further.
 */
export function failureOf(thrown: unknown, where: string): AppFailure {
  if (thrown instanceof AppFailure) return thrown;
  return new AppFailure(describe(thrown, where));
}

function describe(thrown: unknown, where: string): AppError {
  if (thrown instanceof errors.ResponseError) return fromReply(thrown.statusCode ?? 0, thrown.body, where);
  if (thrown instanceof errors.TimeoutError) return appError('no-reply', { where, raw: rawOf(thrown) });
  if (thrown instanceof errors.DeserializationError)
    return appError('not-json', { where, raw: rawOf(thrown) });
  if (thrown instanceof errors.ConnectionError || thrown instanceof errors.NoLivingConnectionsError) {
    return connection(thrown, where);
  }
  if (thrown instanceof errors.RequestAbortedError) return appError('cancelled', { where });
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return appError('internal', { detail: text });
}

function connection(error: Error, where: string): AppError {
  const code = codeOf(error);
  const text = `${code} ${error.message}`;
  const tls = tlsFailureIn(error.message);
  if (tls !== null) {
    const raw = { status: null, type: tls.code, reason: tls.reason };
    return appError(tls.code, { where: tls.where ?? where, detail: tls.detail, raw });
  }
  const raw = { status: null, type: code === '' ? error.name : code, reason: error.message };
  if (/ENOTFOUND|EAI_AGAIN/.test(text)) return appError('address-unknown', { where, raw });
  if (text.includes('ECONNREFUSED')) return appError('connection-refused', { where, raw });
  if (/ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/.test(text)) return appError('no-reply', { where, raw });
  if (/Parse Error|HPE_/i.test(text))
    return appError('not-a-data-store', { where, detail: 'Its answer is not HTTP.', raw });
  return appError('connection-lost', { where, raw });
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('cause' in error && error.cause !== error) return codeOf(error.cause);
  return '';
}

function rawOf(error: Error): AppError['raw'] {
  return { status: null, type: error.name, reason: error.message.slice(0, 2000) };
}

/** True when it cannot be told whether the server carried the request out: it must be looked up, never repeated (E4). */
export function isUnknownOutcome(error: AppError): boolean {
  if (error.code === 'no-reply' || error.code === 'connection-lost' || error.code === 'not-json') return true;
  const type = error.raw?.type ?? '';
  return (
    /master_not_discovered|process_cluster_event_timeout|timeout_exception|not_master|node_closed|failed_to_commit|^HTTP 50[234]$/.test(
      type,
    ) || (error.raw?.status ?? 0) === 504
  );
}

const UNREACHED: readonly AppError['code'][] = [
  'address-unknown',
  'connection-refused',
  'no-reply',
  'connection-lost',
];

/** True when no server answered at all: another address, or a later time, may do better. */
export function isUnreached(error: AppError): boolean {
  return UNREACHED.includes(error.code);
}
