import { COMMON } from '../strings/common.ts';

/** The one place where numbers, sizes, durations and times become text. `null` is shown as a dash. */

const LOCALE = 'en-GB';
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Maybe = number | null | undefined;
const missing = (value: Maybe): value is null | undefined =>
  value === null || value === undefined || !Number.isFinite(value);

/** Made at its first use: each takes some milliseconds, and no page needs all of them to begin. */
function later<Format>(make: () => Format): () => Format {
  let made: Format | null = null;
  return () => (made ??= make());
}

const counts = later(() => new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 }));

/** `207,981` */
export function formatCount(value: Maybe): string {
  return missing(value) ? COMMON.empty : counts().format(value);
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Digits after the point: a size keeps three or so significant figures from MB on. */
function decimals(value: number, unit: number): number {
  if (unit < 2) return 0;
  if (unit > 2 && value < 10) return 2;
  return value < 100 ? 1 : 0;
}

/**
 * `8.6 MB`, `481 MB`, `1.92 GB`. Steps of 1,024, so that a size reads the same as in the data store's own
 * `_cat` replies.
 */
export function formatBytes(value: Maybe): string {
  if (missing(value)) return COMMON.empty;
  let rest = Math.max(0, value);
  let unit = 0;
  while (unit < UNITS.length - 1 && Number(rest.toFixed(decimals(rest, unit))) >= 1_024) {
    rest /= 1_024;
    unit += 1;
  }
  return `${rest.toFixed(decimals(rest, unit))} ${UNITS[unit] ?? ''}`;
}

/** `0.4 s`, `41 s`, `2 m 10 s`, `18 h 22 m`, `3 d 5 h`. Never negative. */
export function formatDuration(ms: Maybe): string {
  if (missing(ms)) return COMMON.empty;
  const tenths = Math.round(Math.max(0, ms) / 100);
  if (tenths < 100) return COMMON.duration.seconds(String(tenths / 10));
  const seconds = Math.round(ms / SECOND);
  if (seconds < 60) return COMMON.duration.seconds(String(seconds));
  if (seconds < 3_600) return COMMON.duration.minutes(Math.floor(seconds / 60), seconds % 60);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1_440) return COMMON.duration.hours(Math.floor(minutes / 60), minutes % 60);
  const hours = Math.floor(minutes / 60);
  return COMMON.duration.days(Math.floor(hours / 24), hours % 24);
}

/** A duration that is still counting, in whole seconds so that it does not flicker: `41 s`, `2 m 10 s`. */
export function formatElapsed(ms: Maybe): string {
  return missing(ms) ? COMMON.empty : formatDuration(Math.floor(Math.max(0, ms) / SECOND) * SECOND);
}

/** The largest unit only: `41 s ago`, `5 h ago`, `3 d ago`. A clock that runs ahead gives `0 s ago`. */
export function formatAge(at: Maybe, now: number): string {
  if (missing(at)) return COMMON.empty;
  const age = Math.max(0, now - at);
  if (age < MINUTE) return COMMON.time.ago(`${Math.floor(age / SECOND)} s`);
  if (age < HOUR) return COMMON.time.ago(`${Math.floor(age / MINUTE)} m`);
  if (age < DAY) return COMMON.time.ago(`${Math.floor(age / HOUR)} h`);
  return COMMON.time.ago(`${Math.floor(age / DAY)} d`);
}

const parts = (options: Intl.DateTimeFormatOptions): (() => Intl.DateTimeFormat) =>
  later(() => new Intl.DateTimeFormat(LOCALE, { hourCycle: 'h23', ...options }));
const clock = parts({ hour: '2-digit', minute: '2-digit' });
const exactClock = parts({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dayMonth = parts({ day: 'numeric', month: 'short' });
const dayMonthYear = parts({ day: 'numeric', month: 'short', year: 'numeric' });

// Some builds of ICU abbreviate September as "Sept"; every other month has three letters.
const shortMonth = (text: string): string => text.replace('Sept', 'Sep');

/** `02:00` */
export function formatTime(at: Maybe): string {
  return missing(at) ? COMMON.empty : clock().format(at);
}

/** `02:00:48` */
export function formatExactTime(at: Maybe): string {
  return missing(at) ? COMMON.empty : exactClock().format(at);
}

/** `24 Nov` */
export function formatDate(at: Maybe): string {
  return missing(at) ? COMMON.empty : shortMonth(dayMonth().format(at));
}

/** `24 Nov 2026, 02:00:48`: the exact form, for titles and details. */
export function formatDateTime(at: Maybe): string {
  if (missing(at)) return COMMON.empty;
  return COMMON.time.on(shortMonth(dayMonthYear().format(at)), exactClock().format(at));
}

const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** `Today, 02:00`, `Yesterday, 16:52`, `19 Nov, 02:02`, and with the year when it is another one. */
export function formatDay(at: Maybe, now: number): string {
  if (missing(at)) return COMMON.empty;
  // Rounded, because a day with a change of the clock has 23 or 25 hours.
  const days = Math.round((startOfDay(at) - startOfDay(now)) / DAY);
  if (days === 0) return COMMON.time.today(clock().format(at));
  if (days === -1) return COMMON.time.yesterday(clock().format(at));
  if (days === 1) return COMMON.time.tomorrow(clock().format(at));
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return COMMON.time.on(shortMonth((sameYear ? dayMonth : dayMonthYear)().format(at)), clock().format(at));
}

/** `06:58`, and with its day when that is not today: `19 Nov, 06:58`. */
export function formatMoment(at: number, now: number): string {
  const time = clock().format(at);
  return startOfDay(at) === startOfDay(now) ? time : COMMON.time.on(formatDate(at), time);
}

/** `61 of 92`, in counts or with the given format. */
export function formatOf(done: Maybe, total: Maybe, format: (value: Maybe) => string = formatCount): string {
  return COMMON.of(format(done), format(total));
}

/** From 0 to 1 for a bar, or `null` without a total: the bar then has no end to show. */
export function fraction(done: Maybe, total: Maybe): number | null {
  if (missing(done) || missing(total) || total <= 0) return null;
  return Math.min(1, Math.max(0, done / total));
}

/** Share in whole percent, or `null` without a total. 100 only at the end. */
export function share(done: Maybe, total: Maybe): number | null {
  const part = fraction(done, total);
  return part === null ? null : Math.floor(part * 100);
}

/** `66 %` */
export function formatPercent(done: Maybe, total: Maybe): string {
  const value = share(done, total);
  return value === null ? COMMON.empty : COMMON.percent(value);
}
