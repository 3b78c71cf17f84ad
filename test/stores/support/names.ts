const FORBIDDEN = ['#', ',', '*', '/', '\\', '?', '"', '<', '>', '|', ' ', '\t'];
const ALLOWED = ['!', '@', '$', '%', '(', ')', '[', ']', ';', "'", '&', '=', '+', '~', '^', '{', '}', '`', ':', 'ä', '-', '.', '_', '漢'];

/** Backup names of every kind: each sign at the start, inside and at the end, capitals, and lengths. */
export const NAMES: readonly string[] = [
  ...FORBIDDEN.flatMap((sign) => [`a${sign}b`, `${sign}a`]),
  ...ALLOWED.map((sign) => `a${sign}b`),
  ...ALLOWED.map((sign) => `${sign}a`),
  'default-2026-november-24-3-4-5-600000000',
  'Capital',
  'tailA',
  'Ä',
  '_',
  '_all',
  '__x',
  '...',
  '-',
  '%2e%2e',
  'a%2fb',
  'x'.repeat(200),
];
