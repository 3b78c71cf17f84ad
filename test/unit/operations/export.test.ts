import { expect, it } from 'vitest';
import { exportOf } from '#core/operations/export.ts';
import type { ExportFormat, HistoryFilter } from '#shared/model/history.ts';
import type { Operation } from '#shared/model/operation.ts';

const ALL: HistoryFilter = { text: '', kinds: [], statuses: [] };
const START = Date.UTC(2026, 10, 24, 6, 31, 4);

const operation = (changes: Partial<Operation> = {}): Operation => ({
  id: 'op-1',
  kind: 'restore',
  gatewayId: 'gw-1',
  gatewayName: 'Production EU',
  target: 'nightly',
  subjects: [],
  elsewhere: false,
  status: 'succeeded',
  phases: [{ id: 'close', state: 'done', startedAt: START, endedAt: START + 400, text: '86 closed' }],
  shards: null,
  bytes: null,
  indices: [],
  startedAt: START,
  updatedAt: START + 47_500,
  readAt: null,
  endedAt: START + 47_500,
  cancellable: false,
  user: 'svc-admin',
  reason: 'Change 4711',
  log: [{ at: START, text: 'close: 86 closed' }],
  result: null,
  error: null,
  ...changes,
});

async function* stream(operations: Iterable<Operation>): AsyncGenerator<Operation> {
  for (const operation of operations) yield await Promise.resolve(operation);
}

async function exported(
  operations: Iterable<Operation>,
  format: ExportFormat,
  filter: HistoryFilter = ALL,
  scrub = (text: string): string => text,
): Promise<{ text: string; rows: number }> {
  const { pieces, rows } = exportOf({ operations: stream(operations), filter, format, scrub });
  let text = '';
  for await (const piece of pieces) text += piece;
  return { text, rows: rows() };
}

/** Reads RFC 4180 by the letter of it, without the code under test. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let field = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (quoted && sign === '"' && text[at + 1] === '"') {
      field += '"';
      at += 1;
    } else if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === ',' || sign === '\n')) {
      rows.at(-1)!.push(sign === '\n' ? field.replace(/\r$/, '') : field);
      field = '';
      if (sign === '\n') rows.push([]);
    } else field += sign;
  }
  return rows.slice(0, -1);
}

it('a line of CSV says who did what, when, why, and how it ended', async () => {
  const { text, rows } = await exported([operation()], 'csv');
  expect(text.startsWith('\uFEFFStarted,Ended,Seconds,Kind,Name,Gateway,Result,User,Reason')).toBe(true);
  expect(text).toContain('\r\n');
  const [, line] = readCsv(text);
  expect(line).toEqual([
    '2026-11-24T06:31:04.000Z',
    '2026-11-24T06:31:51.500Z',
    '47.5',
    'restore',
    'nightly',
    'Production EU',
    'succeeded',
    'svc-admin',
    'Change 4711',
    '',
    '2026-11-24T06:31:04.000Z close: 86 closed',
    'op-1',
  ]);
  expect(rows).toBe(1);
});

it('quotes, commas and line breaks stay inside of their field', async () => {
  const reason = 'He said "now",\r\nand then; left';
  const [, line] = readCsv((await exported([operation({ reason, user: 'a,b' })], 'csv')).text);
  expect([line![7], line![8], line!.length]).toEqual(['a,b', reason, 12]);
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
  '%j is no formula for a spreadsheet',
  async (reason) => {
    const [, line] = readCsv((await exported([operation({ reason })], 'csv')).text);
    expect(line![8]).toBe(`'${reason}`);
  },
);

it('JSON holds whole operations, with phases and log', async () => {
  const all = [operation(), operation({ id: 'op-2' })];
  expect(JSON.parse((await exported(all, 'json')).text)).toEqual(all);
  expect(JSON.parse((await exported([], 'json')).text)).toEqual([]);
});

it('holds exactly what the filter leaves', async () => {
  const all = [
    operation({ id: 'a', reason: 'Change 4711' }),
    operation({ id: 'b', gatewayId: 'gw-2' }),
    operation({ id: 'c', kind: 'backup' }),
    operation({ id: 'd', status: 'failed' }),
    operation({ id: 'e', startedAt: START - 86_400_000 }),
    operation({ id: 'f', startedAt: START + 86_400_000 }),
    operation({ id: 'g', reason: 'another' }),
  ];
  const filter: HistoryFilter = {
    gatewayId: 'gw-1',
    text: ' 4711  CHANGE',
    kinds: ['restore'],
    statuses: ['succeeded'],
    from: START,
    to: START,
  };
  const { text, rows } = await exported(all, 'json', filter);
  expect((JSON.parse(text) as Operation[]).map(({ id }) => id)).toEqual(['a']);
  expect(rows).toBe(1);
});

it('takes a secret out wherever it stands, and a secret that is a word of JSON does not spoil the file', async () => {
  const scrub = (text: string): string => text.replaceAll('null', '***').replaceAll('correct horse', '***');
  const made = operation({
    reason: 'with correct horse',
    log: [{ at: START, text: 'null and correct horse' }],
  });
  const { text } = await exported([made], 'json', ALL, scrub);
  expect(text).not.toContain('correct horse');
  expect((JSON.parse(text) as Operation[])[0]!.log[0]!.text).toBe('*** and ***');
  expect((await exported([made], 'csv', ALL, scrub)).text).not.toContain('correct horse');
});

it('takes one operation after another, however many there are', async () => {
  let given = 0;
  const many = function* (): Generator<Operation> {
    for (; given < 5_000; given += 1) yield operation({ id: `op-${given}` });
  };
  const { pieces } = exportOf({
    operations: stream(many()),
    filter: ALL,
    format: 'csv',
    scrub: (text) => text,
  });
  let taken = 0;
  for await (const piece of pieces) {
    expect(piece.length).toBeLessThan(1_000);
    // Nothing is read ahead of what was written: a long history does not pile up.
    expect(given).toBeLessThanOrEqual(taken + 1);
    taken += 1;
  }
  expect(taken).toBe(5_001);
});
