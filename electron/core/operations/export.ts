import type { ExportFormat, HistoryFilter } from '#shared/model/history.ts';
import type { Operation } from '#shared/model/operation.ts';
import { historyMatcher, historyRowOf } from '#shared/rules/history.ts';

/** What an export is made of. */
export interface ExportSource {
  operations: AsyncIterable<Operation>;
  filter: HistoryFilter;
  format: ExportFormat;
  /** Takes secrets out of each text before it is put into the file. */
  scrub: (text: string) => string;
}

/** A file in pieces, and how many operations it holds once all of them were taken. */
export interface Export {
  pieces: AsyncIterable<string>;
  rows: () => number;
}

/**
 * The history as a file, one operation at a time, so that a long one needs no more memory than a short one. CSV is
 * RFC 4180 in UTF-8 with a byte order mark, times in UTC; JSON is one array of whole operations with phases and log.
 */
export function exportOf(source: ExportSource): Export {
  let rows = 0;
  const counted = async function* (): AsyncGenerator<Operation> {
    const matches = historyMatcher(source.filter);
    for await (const operation of source.operations) {
      if (!matches(historyRowOf(operation))) continue;
      rows += 1;
      yield scrubbed(operation, source.scrub);
    }
  };
  const pieces = source.format === 'csv' ? csvOf(counted()) : jsonOf(counted());
  return { pieces, rows: () => rows };
}

/** Spreadsheets take a file without it for another encoding and spoil every name beyond ASCII. */
const BYTE_ORDER_MARK = '\uFEFF';

const COLUMNS: readonly (readonly [string, (operation: Operation) => string])[] = [
  ['Started', ({ startedAt }) => isoOf(startedAt)],
  ['Ended', ({ endedAt }) => (endedAt === null ? '' : isoOf(endedAt))],
  ['Seconds', ({ startedAt, endedAt }) => (endedAt === null ? '' : String((endedAt - startedAt) / 1000))],
  ['Kind', ({ kind }) => kind],
  ['Name', ({ target }) => target],
  ['Gateway', ({ gatewayName }) => gatewayName],
  ['Result', ({ status }) => status],
  ['User', ({ user }) => user],
  ['Reason', ({ reason }) => reason],
  ['Error', ({ error }) => error?.title ?? ''],
  ['Log', ({ log }) => log.map(({ at, text }) => `${isoOf(at)} ${text}`).join('\n')],
  ['Id', ({ id }) => id],
];

async function* csvOf(operations: AsyncIterable<Operation>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + lineOf(COLUMNS.map(([name]) => name));
  for await (const operation of operations) yield lineOf(COLUMNS.map(([, valueOf]) => valueOf(operation)));
}

async function* jsonOf(operations: AsyncIterable<Operation>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const operation of operations) {
    yield before + JSON.stringify(operation);
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

const lineOf = (values: readonly string[]): string => `${values.map(csvField).join(',')}\r\n`;

/** A field that a spreadsheet would take for a formula gets a quote before it; it is shown as it was written. */
function csvField(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const isoOf = (at: number): string => new Date(at).toISOString();

/** Each text by itself: a secret that happens to be a word of the format must not spoil the file. */
function scrubbed<Value>(value: Value, scrub: (text: string) => string): Value {
  if (typeof value === 'string') return scrub(value) as Value;
  if (Array.isArray(value)) return value.map((one: unknown) => scrubbed(one, scrub)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, scrubbed(one, scrub)])) as Value;
}
