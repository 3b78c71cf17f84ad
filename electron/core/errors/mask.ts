const SECRET_KEY =
  /password|passphrase|secret|token|access_key|private|credential|sas_|authorization|api_?key|account|^key$/i;

/** A copy of a JSON-like value with everything that looks secret replaced. */
export function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, SECRET_KEY.test(key) ? '***' : masked(inner)]),
  );
}
