import { boundsOf } from '../../../lib/dates.ts';
import { scopeWords } from '../words.ts';
import type { ListedBackup } from './listed.ts';
import type { ListQuery, SortKey } from './query.ts';
import { isOfSize } from './sizes.ts';

/**
 * The rows that the query asks for, in its order. The order is total: equal rows never swap on a refresh. `now` in ms
 * tells which day is today.
 */
export function selectBackups(rows: readonly ListedBackup[], query: ListQuery, now: number): ListedBackup[] {
  return rows.filter(matcher(query, now)).sort(comparer(query));
}

function matcher(query: ListQuery, now: number): (row: ListedBackup) => boolean {
  const { from, to } = boundsOf(query, now);
  const words = query.text.toLowerCase().split(/\s+/).filter(Boolean);
  const states = new Set(query.states);
  const repositories = new Set(query.repositories);
  return (row) =>
    isWithin(row.startedAt, from, to) &&
    isOfSize(row.bytes, query.sizes) &&
    (states.size === 0 || states.has(row.state)) &&
    (repositories.size === 0 || !row.listed || repositories.has(row.repository)) &&
    (query.scopes.length === 0 || query.scopes.some((scope) => holds(row, scope))) &&
    (words.length === 0 || hasWords(row, words));
}

/** What began at a time that is not known is no answer to when. */
function isWithin(at: number | null, from: number | undefined, to: number | undefined): boolean {
  if (from === undefined && to === undefined) return true;
  return at !== null && at >= (from ?? at) && at <= (to ?? at);
}

/** A backup of everything holds each family too: it is an answer to "where are my assets?". */
function holds(row: ListedBackup, scope: ListQuery['scopes'][number]): boolean {
  if (scope === 'everything' || row.everything) return row.everything;
  return row.scopes?.includes(scope) ?? false;
}

function hasWords(row: ListedBackup, words: readonly string[]): boolean {
  const text = `${row.name} ${row.reason ?? ''}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

const collator = new Intl.Collator('en', { numeric: true });
const STATE_ORDER = ['in-progress', 'failed', 'unreadable', 'partial', 'other', 'success'];

const VALUES: Record<SortKey, (row: ListedBackup) => string | number | null> = {
  name: (row) => row.name,
  state: (row) => STATE_ORDER.indexOf(row.state),
  repository: (row) => (row.listed ? row.repository : null),
  scope: (row) => scopeWords(row),
  size: (row) => row.bytes,
  started: (row) => row.startedAt,
  duration: (row) => durationOf(row),
  failed: (row) => row.shards?.failed ?? null,
  trigger: (row) => `${row.trigger} ${row.user ?? ''}`,
  restored: (row) => row.lastRestoredAt,
};

/** How long the backup took, once it has ended. */
export function durationOf(row: Pick<ListedBackup, 'startedAt' | 'endedAt'>): number | null {
  return row.startedAt === null || row.endedAt === null ? null : Math.max(0, row.endedAt - row.startedAt);
}

function comparer(query: ListQuery): (a: ListedBackup, b: ListedBackup) => number {
  const value = VALUES[query.sort];
  const sign = query.order === 'asc' ? 1 : -1;
  return (a, b) =>
    compareBy(value(a), value(b), sign) || (b.startedAt ?? 0) - (a.startedAt ?? 0) || tie(a, b);
}

const tie = (a: ListedBackup, b: ListedBackup): number =>
  collator.compare(a.name, b.name) || collator.compare(a.repository, b.repository);

/** What is not known comes last, whichever way the column is sorted. */
function compareBy(a: string | number | null, b: string | number | null, sign: number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * collator.compare(String(a), String(b));
}
