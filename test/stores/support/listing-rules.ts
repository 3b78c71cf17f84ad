import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CallLog } from '#core/elasticsearch/call-log.ts';
import { readCapabilities } from '#core/elasticsearch/capabilities.ts';
import { DataStoreClient } from '#core/elasticsearch/client.ts';
import { readBackupFacts, readBackupNames } from '#core/elasticsearch/snapshot-list.ts';
import { systemClock } from '#core/files/system-clock.ts';
import { gate } from '#lab/gate.ts';
import type { ServerVersion } from '#lab/servers/start.ts';
import type { BackupRow, RepositoryReading } from '#shared/model/backup.ts';
import { abilitiesOf } from './abilities.ts';
import { refusal } from './bench.ts';
import { BACKUPS, type Listener, ListingLab, nameOf, until, WHOLE } from './listing-lab.ts';

const SPOILED = nameOf(7);

/** The list of a repository with many backups: names first, details after them, and nothing is read twice (E19). */
export function listingRules(version: ServerVersion): void {
  const { namesFirst, listsUnreadable, readsWithoutList } = abilitiesOf(version);
  const listed = listsUnreadable ? BACKUPS : BACKUPS - 1;
  /** What is listed and cannot be read is looked at by name each time, and looked for once more. */
  const lookups = listsUnreadable ? [SPOILED] : [];

  describe(`the list of backups on ${version}`, () => {
    let lab: ListingLab;

    beforeAll(async () => {
      lab = await ListingLab.start(version);
      await lab.spoil(SPOILED);
    });
    afterEach(() => lab.calm());
    afterAll(() => lab.stop());

    const rowOf = (rows: readonly BackupRow[], name: string): BackupRow =>
      rows.find((row) => row.name === name) ?? expect.fail(`${name} is not listed`);

    test('E19 promise 25 names and states come first, then all details of one list, newest first', async () => {
      const open = await lab.open();
      const { first, rows, readings } = await open.listed();
      expect(first.rows).toHaveLength(listed);
      if (namesFirst) {
        expect(first.rows.filter((row) => row.detailed)).toEqual([]);
        expect(new Set(first.rows.map((row) => row.state))).toEqual(new Set(['success']));
        expect(first.readings).toMatchObject([{ repository: 'default', backups: listed, detailed: 0 }]);
      }
      const told = namesFirst ? open.events.flatMap((event) => event.rows) : first.rows;
      const times = told.map((row) => row.startedAt ?? 0);
      expect(times).toEqual(times.toSorted((a, b) => b - a));
      expect(rows.filter((row) => !row.detailed)).toEqual([]);
      expect(rows.map((row) => row.name).toSorted()).toEqual(names(listsUnreadable));
      expect(readings).toEqual([
        {
          repository: 'default',
          backups: listed,
          detailed: listed,
          unreadable: lookups.length,
          error: null,
        },
      ]);
      // E5: what cannot be read is not good, whatever its name said.
      if (listsUnreadable)
        expect(rowOf(rows, SPOILED)).toMatchObject({ state: 'unreadable', indexCount: null, scopes: null });
      expect(rowOf(rows, nameOf(0))).toMatchObject({
        state: 'success',
        scopes: ['assets', 'license', 'log'],
        everything: true,
        indexCount: 3,
        shards: { total: 3, ok: 3, failed: 0 },
        trigger: 'elsewhere',
      });
      expect(rowOf(rows, nameOf(1))).toMatchObject({ scopes: ['assets', 'license'], everything: false });
      expect(JSON.stringify([first, open.events])).not.toContain(WHOLE.at(-1));
      expect(lab.asked()).toEqual({ names: namesFirst ? 2 : 0, full: 1, byName: [] });
    });

    test('E19 the overview, the choices and a list at the same time share one list call', async () => {
      const open = await lab.open();
      const target = { gatewayId: open.gatewayId };
      // The list call is answered once the two others have asked for theirs: however slow they are, they do so in time.
      const answer = gate();
      await lab.proxy.setMode({
        kind: 'hold',
        until: answer.opened,
        match: /^GET \/_snapshot\/default\/_all/,
      });
      const asked = Promise.all([
        open.list(),
        open.engine.overview.get(target),
        open.engine.backups.choices(target),
      ]);
      const isSent = (path: string): boolean => lab.proxy.requests.some((line) => line.includes(path));
      await until(() => ['/_cluster/health', '/_cat/indices'].every(isSent));
      answer.open();
      await lab.proxy.setMode({ kind: 'pass' });
      const [{ rows }, overview, choices] = await asked;
      expect(rows).toHaveLength(listed);
      // The clock of some servers is slow to move on: the last backups began at the same time.
      expect(overview.verdict.state).toBe('safe');
      expect(overview.verdict.lastGood?.startedAt).toBe(await lab.startOf(nameOf(BACKUPS - 1)));
      expect(overview.backups).toBe(listed);
      expect(choices.scopes.map((one) => [one.scope, one.lastSavedAt !== null])).toEqual([
        ['assets', true],
        ['license', true],
        ['log', true],
      ]);
      expect(lab.asked().full).toBe(1);
      expect(lab.asked().byName).toEqual([]);
    });

    test.runIf(namesFirst)(
      'E19 a second list reads only names, also in the next run of the program',
      async () => {
        const open = await lab.open();
        const before = await open.listed();
        lab.proxy.requests.splice(0);
        const again = await open.listed();
        expect(again.first.rows.filter((row) => !row.detailed).map((row) => row.name)).toEqual(lookups);
        expect(rowOf(again.first.rows, SPOILED).state).toBe('unreadable');
        expect(again.rows.toSorted(byName)).toEqual(before.rows.toSorted(byName));
        expect(lab.asked()).toEqual({ names: 2, full: 0, byName: lookups });
        await open.close();

        const next = await lab.open(open.folder);
        lab.proxy.requests.splice(0);
        const later = await next.listed();
        expect(later.first.rows.filter((row) => !row.detailed).map((row) => row.name)).toEqual(lookups);
        expect(later.rows.toSorted(byName)).toEqual(before.rows.toSorted(byName));
        // Behind the list all are read once more: what was kept may be of what is not there any more.
        await until(() => lab.asked().full > 0);
        await next.close();
        expect(lab.asked()).toMatchObject({ full: 1, byName: lookups });
        expect(
          next.events.flatMap((event) => event.rows).filter((row) => !lookups.includes(row.name)),
        ).toEqual([]);
      },
    );

    test.runIf(namesFirst && listsUnreadable)(
      'E19 promise 26 a description that is lost after its details were kept: the next run of the program finds it',
      async () => {
        await lab.register('fading');
        for (const name of ['first', 'second', 'third']) await lab.backUp(name, WHOLE, 'fading');
        const open = await lab.open();
        await open.listed();
        await open.close();
        await lab.spoil('second', 'fading');
        const next = await lab.open(open.folder);
        const stateOf = (rows: readonly BackupRow[], name: string): string =>
          rows.find((row) => row.repository === 'fading' && row.name === name)?.state ?? 'not there';
        // What was kept is told first and then found lost; what a slow first run did not keep is not told at all.
        const first = await next.list();
        await until(
          () =>
            stateOf(first.rows, 'second') === 'unreadable' ||
            next.events.some(({ rows }) => stateOf(rows, 'second') === 'unreadable'),
        );
        let list = await next.list();
        while (list.readings.some(({ error }) => error !== null)) list = await next.list();
        const { rows, readings } = list;
        expect(['first', 'second', 'third'].map((name) => stateOf(rows, name))).toEqual([
          'success',
          'unreadable',
          'success',
        ]);
        expect(readings.find(({ repository }) => repository === 'fading')).toMatchObject({
          unreadable: 1,
          error: null,
        });
        await lab.raw('DELETE', '/_snapshot/fading');
      },
    );

    test('E19 indices that cannot be read hide no backup', async () => {
      const open = await lab.open();
      await lab.proxy.setMode({ kind: 'reset', match: /^GET \/_cat\/indices/ });
      const { first, rows } = await open.listed();
      expect([first.rows.length, rows.length]).toEqual([listed, listed]);
      expect(rowOf(rows, nameOf(0))).toMatchObject({
        state: 'success',
        scopes: ['assets', 'license', 'log'],
      });
    });

    test.runIf(namesFirst)('E19 a damaged file of kept details is read anew and replaced', async () => {
      const open = await lab.open();
      const before = await open.listed();
      await open.close();
      const file = cacheFile(open);
      const text = readFileSync(file, 'utf8');
      for (const damage of [text.slice(0, 500), '', text.replaceAll('"list":0', '"list":9999')]) {
        writeFileSync(file, damage);
        lab.proxy.requests.splice(0);
        const next = await lab.open(open.folder);
        expect((await next.listed()).rows.toSorted(byName)).toEqual(before.rows.toSorted(byName));
        expect(lab.asked().full).toBe(1);
        await next.close();
        expect(readFileSync(file, 'utf8')).toBe(text);
      }
    });

    test('E19 a backup that was deleted and made again is read again, and only it', async () => {
      const open = await lab.open();
      const name = nameOf(11);
      const before = rowOf((await open.listed()).rows, name);
      await lab.raw('DELETE', `/_snapshot/default/${name}`);
      await lab.backUp(name, WHOLE);
      lab.proxy.requests.splice(0);
      const { rows } = await open.listed();
      const now = rowOf(rows, name);
      expect([before.indexCount, now.indexCount]).toEqual([2, 3]);
      expect(now.startedAt).toBeGreaterThan(before.startedAt ?? 0);
      if (!namesFirst) return;
      expect(now.uuid).not.toBe(before.uuid);
      expect(lab.asked().full).toBe(0);
      expect(lab.asked().byName.map((path) => path.split(',').toSorted())).toEqual([
        [...lookups, name].toSorted(),
      ]);
    });

    test('E19 a repository that is broken and one that is slow hide nothing of the others', async () => {
      await lab.registerBroken('broken');
      await lab.register('slow');
      await lab.backUp('late', WHOLE, 'slow');
      const answer = gate();
      await lab.proxy.setMode({ kind: 'hold', until: answer.opened, match: /^GET \/_snapshot\/slow\// });
      const open = await lab.open();
      const list = await open.list();
      expect(list.rows.filter((row) => row.repository === 'default')).toHaveLength(listed);
      expect(list.rows.filter((row) => row.repository !== 'default')).toEqual([]);
      const of = (readings: readonly RepositoryReading[], name: string): RepositoryReading | undefined =>
        readings.find((reading) => reading.repository === name);
      expect(of(list.readings, 'default')).toMatchObject({ error: null });
      expect(of(list.readings, 'slow')?.error?.code).toBe('no-reply');
      const errors = new Map(
        list.readings.map((reading) => [reading.repository, reading.error?.code ?? null]),
      );
      const broken = readsWithoutList ? [null] : ['repository-unreadable', 'server-error'];
      expect(broken).toContain(errors.get('broken'));

      answer.open();
      await lab.proxy.setMode({ kind: 'pass' });
      await until(() =>
        open.events.some((event) => event.rows.some((row) => row.name === 'late' && row.detailed)),
      );
      const { readings } = open.events.at(-1)!;
      expect(of(readings, 'slow')).toMatchObject({ backups: 1, error: null });
      for (const name of ['broken', 'slow']) await lab.raw('DELETE', `/_snapshot/${name}`);
    });

    test('E19 a repository that went away meanwhile is named, also by a server that answers 200', async () => {
      const store = new DataStoreClient({ addresses: [lab.server.url] }, new CallLog(), systemClock);
      const can = await readCapabilities(store);
      expect(await refusal(readBackupFacts(store, can, 'nowhere'))).toBe('repository-missing');
      if (namesFirst) expect(await refusal(readBackupNames(store, 'nowhere'))).toBe('repository-missing');
      await store.close();
    });

    test.runIf(namesFirst)(
      'E19 nothing is announced after the program has ended, or the gateway is gone',
      async () => {
        const ends: ((open: Listener, answer: () => void) => Promise<unknown>)[] = [
          // Waits for requests that are under way.
          (open, answer) => {
            const ended = open.engine.stop();
            answer();
            return ended;
          },
          async (open, answer) => {
            await open.engine.gateways.remove({ gatewayId: open.gatewayId });
            answer();
          },
        ];
        for (const end of ends) {
          const answer = gate();
          const open = await lab.open();
          const match = /^GET \/_snapshot\/default\/_all\?ignore_unavailable/;
          await lab.proxy.setMode({ kind: 'hold', until: answer.opened, match });
          expect((await open.list()).readings).toMatchObject([{ backups: listed, detailed: 0 }]);
          await until(() => lab.asked().full > 0);
          await end(open, answer.open);
          await until(() => lab.proxy.open.passed === 0);
          await open.close();
          expect(open.events).toEqual([]);
          await lab.proxy.setMode({ kind: 'pass' });
          lab.proxy.requests.splice(0);
        }
      },
    );
  });
}

const names = (all: boolean): string[] =>
  Array.from({ length: BACKUPS }, (_, number) => nameOf(number)).filter((name) => all || name !== SPOILED);
const byName = (a: BackupRow, b: BackupRow): number => (a.name < b.name ? -1 : 1);

function cacheFile({ folder }: Listener): string {
  const [file, ...others] = readdirSync(path.join(folder, 'snapshot-cache'));
  expect(others).toEqual([]);
  return path.join(folder, 'snapshot-cache', file!);
}
