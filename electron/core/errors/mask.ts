import type { AppError } from '#shared/errors/app-error.ts';

const SECRET_KEY =
  /password|passphrase|secret|token|access_key|private|credential|sas_|authorization|api_?key|account|^key$/i;

/** Whether what stands under this name is most likely a secret. */
export const isSecretName = (name: string): boolean => SECRET_KEY.test(name);

const URL_USER = /(\b[a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@"']+@/gi;

/** A text in which no address has a user or a password. */
export const withoutUsers = (text: string): string => text.replaceAll(URL_USER, '$1***@');

/** A copy of a JSON-like value with everything that looks secret replaced. */
export function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, isSecretName(key) ? '***' : masked(inner)]),
  );
}

/** Shorter ones would blank out ordinary words. */
const SHORTEST = 4;

/** Every text in a JSON-like value that stands under a telling name. */
export function secretsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    isSecretName(key) ? textsIn(inner) : secretsIn(inner),
  );
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.length >= SHORTEST ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The error without those texts: a server may quote what it was sent. */
export function withoutSecrets(error: AppError, secrets: readonly string[]): AppError {
  if (secrets.length === 0) return error;
  const clean = (text: string): string => secrets.reduce((left, one) => left.replaceAll(one, '***'), text);
  return {
    code: error.code,
    title: clean(error.title),
    cause: clean(error.cause),
    changed: clean(error.changed),
    next: clean(error.next),
    raw: error.raw === null ? null : { ...error.raw, reason: clean(error.raw.reason) },
  };
}
