import { afterAll, beforeAll, expect, test } from 'vitest';
import { gate } from '#lab/gate.ts';
import { DEAD } from '#lab/replay/recorded.ts';
import { type ReplayServer, startReplay } from '#lab/replay/server.ts';
import type { EventPayload } from '#shared/ipc/events.ts';
import type { BackupRow, RepositoryReading } from '#shared/model/backup.ts';
import { until } from '../../stores/support/listing-lab.ts';
import { draftFor, openEngine } from '../../stores/support/open-engine.ts';

const readingOf = (name: string, all: readonly RepositoryReading[]): RepositoryReading | undefined =>
  all.find((one) => one.repository === name);

const answer = gate();
let store: ReplayServer;
beforeAll(async () => {
  store = await startReplay({ repositories: 20, backups: 500, dead: true, slow: () => answer.opened });
});
afterAll(() => store.stop());

test('E19 10,000 recorded backups in 20 repositories, one dead and one slow: nobody waits for those two', async () => {
  const events: EventPayload<'backups'>[] = [];
  const open = await openEngine({
    onEvent: (name, payload) => {
      if (name === 'backups') events.push(payload as EventPayload<'backups'>);
    },
  });
  const { engine } = open;
  const draft = draftFor(store, { dataStore: { addresses: [store.url] } });
  const { profile } = await engine.gateways.add({ draft, secrets: {} });
  const list = await engine.backups.list({ gatewayId: profile.id });

  const slow = store.repositories.at(-1) ?? '';
  expect(readingOf(slow, list.readings)).toMatchObject({ backups: 0, error: { code: 'no-reply' } });
  // Newest first, over all that have answered.
  const times = list.rows.filter((row) => row.startedAt !== null).map((row) => row.startedAt ?? 0);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  const readings = () => events.at(-1)?.readings ?? list.readings;
  const isRead = (name: string): boolean => readingOf(name, readings())?.detailed === 500;
  await until(() => store.repositories.slice(0, -1).every(isRead));
  expect(readingOf(DEAD, readings())).toMatchObject({
    backups: 0,
    error: { code: 'repository-unreadable' },
  });
  const told = (): BackupRow[] => {
    const rows = [...list.rows, ...events.flatMap((event) => event.rows)];
    return [...new Map(rows.map((row) => [`${row.repository}/${row.name}`, row])).values()];
  };
  expect(told().filter((row) => row.detailed)).toHaveLength(9_500);

  answer.open();
  await until(() => isRead(slow));
  expect(told().filter((row) => row.detailed)).toHaveLength(10_000);
  // Names of indices stay where they were read.
  expect(JSON.stringify(told())).not.toContain('gateway_default');
  expect(store.unknown).toEqual([]);
  await open.close();
});
