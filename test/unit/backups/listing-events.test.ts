import { expect, test } from 'vitest';
import { ListingEvents } from '#core/backups/listing-events.ts';
import type { Clock } from '#core/ports.ts';
import type { BackupRow } from '#shared/model/backup.ts';

const row = (number: number): BackupRow => ({
  repository: 'default',
  name: `b-${number}`,
  uuid: `u-${number}`,
  state: 'success',
  rawState: 'SUCCESS',
  scopes: [],
  everything: false,
  indexCount: 0,
  bytes: null,
  startedAt: number,
  endedAt: number,
  shards: null,
  trigger: 'elsewhere',
  user: null,
  reason: null,
  lastRestoredAt: null,
  detailed: true,
});
const rows = (count: number): BackupRow[] => Array.from({ length: count }, (_, at) => row(at));

interface Sent {
  at: number;
  rows: BackupRow[];
  waiting: number;
}

/** Time passes only where somebody sleeps. */
function sender(onSend: (sent: Sent[]) => void = () => undefined) {
  const sent: Sent[] = [];
  const end = new AbortController();
  let now = 0;
  const clock: Clock = {
    now: () => now,
    sleep: (ms) => {
      now += ms;
      return new Promise((resolve) => setImmediate(resolve));
    },
  };
  const events = new ListingEvents(clock, end.signal, (some, waiting) => {
    sent.push({ at: now, rows: some, waiting: waiting.length });
    onSend(sent);
  });
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  return { events, sent, end, settled };
}

test('E19 details go out newest first, the first ones at once, and each once', async () => {
  const { events, sent, settled } = sender();
  events.add(rows(10_000));
  expect(sent).toEqual([]);
  await settled();
  const all = sent.flatMap((one) => one.rows.map((some) => some.startedAt ?? 0));
  expect(all).toEqual(rows(10_000).map((_, at) => 9_999 - at));
  expect(sent[0]?.at).toBe(0);
  expect(sent[0]?.rows.length).toBeLessThan(500);
  expect(sent.at(-1)?.waiting).toBe(0);
});

test('E19 there are at most four events in any second', async () => {
  const { events, sent, settled } = sender();
  events.add(rows(20_000));
  await settled();
  expect(sent.length).toBeGreaterThan(8);
  for (const { at } of sent)
    expect(sent.filter((one) => one.at >= at && one.at < at + 1_000).length).toBeLessThanOrEqual(4);
});

test('E19 nothing is sent once it has ended', async () => {
  const { events, sent, end, settled } = sender((sofar) => {
    if (sofar.length === 2) end.abort();
  });
  events.add(rows(10_000));
  await settled();
  events.add(rows(10));
  await settled();
  expect(sent).toHaveLength(2);
});

test('E19 a reading that changed without rows is told too', async () => {
  const { events, sent, settled } = sender();
  events.add([]);
  await settled();
  expect(sent.map((one) => one.rows)).toEqual([[]]);
});
