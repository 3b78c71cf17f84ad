const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;

/** 2.3 makes a file of the name, with a prefix and a suffix of its own; 255 bytes fail there with HTTP 500. */
const LONGEST = 200;
const FORBIDDEN = ['#', ',', '*', '/', '\\', '?', '"', '<', '>', '|'];

/** What no name on a data store may have; the rest differs between backups and repositories. */
function commonProblem(name: string, lowerCase: boolean): string | null {
  if (name === '') return 'it is empty';
  if (/\s/u.test(name)) return 'it contains a blank';
  if (lowerCase && name !== name.toLowerCase()) return 'it contains a capital letter';
  if (name.startsWith('_')) return 'it begins with _';
  if (name === '.' || name === '..') return 'it is only dots';
  const bad = FORBIDDEN.find((sign) => name.includes(sign));
  return bad === undefined ? null : `it contains ${bad}`;
}

const lengthProblem = (name: string): string | null =>
  new TextEncoder().encode(name).length > LONGEST ? `it is longer than ${LONGEST} bytes` : null;

/**
 * Says what is wrong with a backup name, or null. Its verdict equals that of every server from 2.3 to 9.x,
 * but for `.` and `..`, which servers accept and no path may carry, for the length, which only 2.3 limits, and for
 * control characters and blanks other than the space, which servers accept and nobody can read or type again.
 */
export function backupNameProblem(name: string): string | null {
  const common = commonProblem(name, true);
  if (common !== null) return common;
  if (Array.from(name).some((sign) => sign < ' ' || sign === '\u007f'))
    return 'it contains a control character';
  if (/\p{Surrogate}/u.test(name)) return 'it contains half a character';
  return lengthProblem(name);
}

/** Whether a repository name may be offered: what 7.2 and later refuse is refused for all. */
export function repositoryNameProblem(name: string): string | null {
  return commonProblem(name, false) ?? lengthProblem(name);
}

/**
 * A new name in the vendor's form: `<tenant>-<yyyy>-<full month>-<d>-<H>-<m>-<s>-<nanoseconds>`, no padding, local time.
 */
export function defaultBackupName(tenant: string, now: Date): string {
  const month = MONTHS[now.getMonth()] ?? 'january';
  const time = [now.getHours(), now.getMinutes(), now.getSeconds(), now.getMilliseconds() * 1_000_000];
  return [tenant, now.getFullYear(), month, now.getDate(), ...time].join('-');
}

/** How the names of a tenant's safety backups begin; the time follows. */
export const safetyNameStart = (tenant: string): string => `safety-${tenant}-`;

/** Name of a safety backup: sorts by time, in UTC, so that a change of the clock never makes two of one name. */
export function defaultSafetyName(tenant: string, now: Date): string {
  return `${safetyNameStart(tenant)}${now.toISOString().replace(/[:.]/g, '-').replace('T', '-').toLowerCase()}`;
}

/** How the name of each tenant's repository of safety backups begins. */
export const SAFETY_REPOSITORY = 'gateway-vault-safety-';
