import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRoot } from '#lab/processes/debian.ts';
import { NOBODY } from '#lab/servers/layout.ts';
import type { ServerVersion } from '#lab/servers/start.ts';
import { abilitiesOf } from './abilities.ts';
import { type Bench, openBench, refusal } from './bench.ts';
import { slowRepository } from './changes.ts';
import { filesOf } from './damage-files.ts';
import { draftFor } from './open-engine.ts';
import { kindRules } from './repository-kinds.ts';

/** What is done to a repository as a whole: nothing of it costs a backup. */
export function repositoryRules(version: ServerVersion): void {
  const can = abilitiesOf(version);

  describe(`repositories on ${version}`, () => {
    let bench: Bench;
    let folder: string;

    beforeAll(async () => {
      bench = await openBench(version);
      await bench.backUp('kept');
      folder = path.join(bench.server.repoFolder, 'default');
    });
    afterAll(() => bench.stop());

    const of = (name: string) => ({ gatewayId: bench.gatewayId, name });
    const settings = async (): Promise<Record<string, unknown>> =>
      (await bench.raw<Record<string, { settings: Record<string, unknown> }>>('GET', '/_snapshot')).default!
        .settings;
    const listed = async (): Promise<string[]> =>
      (await bench.list()).rows.filter((row) => row.repository === 'default').map((row) => row.name);

    test('read-only and back: no other setting changes, and nothing can be written meanwhile', async () => {
      const { repositories } = bench.engine;
      await slowRepository(bench.url, 'default', { snapshot: '39mb' });
      const before = await settings();
      const closed = await repositories.setReadOnly({ ...of('default'), readOnly: true });
      expect(closed).toMatchObject({ name: 'default', readOnly: true });
      expect({ ...(await settings()), readonly: null }).toEqual({ ...before, readonly: null });
      const operation = await bench.engine.operations.ended(await bench.beginBackUp('refused', 'default'));
      expect([operation.status, operation.error?.code]).toEqual(['failed', 'repository-readonly']);
      // A list that was asked for while it ran may still be under way, and is shared.
      await expect.poll(listed, { timeout: 10_000 }).toEqual(['kept']);
      expect(await repositories.setReadOnly({ ...of('default'), readOnly: false })).toMatchObject({
        readOnly: false,
      });
      await bench.backUp('again');
      await bench.raw('DELETE', '/_snapshot/default/again');
    });

    test('removed, it is forgotten and its files stay; registered again, its backups are there', async () => {
      const files = filesOf(folder);
      expect(await bench.engine.repositories.remove(of('default'))).toEqual({});
      expect(Object.keys(await bench.raw<object>('GET', '/_snapshot'))).toEqual([]);
      expect(filesOf(folder)).toEqual(files);
      await bench.engine.repositories.register({
        ...of('default'),
        place: { kind: 'fs', location: 'default' },
      });
      expect(await listed()).toEqual(['kept']);
      await bench.restored('kept');
    });

    test('cleaned up, it has lost what no backup refers to, and nothing else', async () => {
      const files = filesOf(folder);
      const stray = path.join(folder, 'indices', 'AAAAAAAAAAAAAAAAAAAAAA', '0');
      mkdirSync(stray, { recursive: true });
      writeFileSync(path.join(stray, '__stray'), 'left by a backup that failed');
      if (isRoot())
        for (const made of [path.dirname(stray), stray, path.join(stray, '__stray')])
          chownSync(made, NOBODY, NOBODY);
      const cleaning = bench.engine.repositories.cleanUp(of('default'));
      if (!can.repositoryCleanup) {
        expect(await refusal(cleaning)).toBe('cleanup-unsupported');
        return;
      }
      const { freedBytes, freedFiles } = await cleaning;
      expect([freedBytes > 0, freedFiles > 0]).toEqual([true, true]);
      expect(Object.keys(filesOf(folder)).filter((file) => file.includes('stray'))).toEqual([]);
      expect(
        Object.keys(files)
          .filter((file) => file.includes('__'))
          .every((file) => file in filesOf(folder)),
      ).toBe(true);
      expect(await listed()).toEqual(['kept']);
    });

    test('each change is in the history: what, of which, by whom, how it ended, and what was noted', async () => {
      const { repositories, operations } = bench.engine;
      const before = new Set((await operations.history({ gatewayId: bench.gatewayId })).map(({ id }) => id));
      await repositories.setReadOnly({ ...of('default'), readOnly: true });
      await repositories.setReadOnly({ ...of('default'), readOnly: false });
      const place = { kind: 'fs', location: 'second' } as const;
      await repositories.register({ ...of('second'), place });
      expect(await refusal(repositories.register({ ...of('second'), place }))).toBe('input-invalid');
      await repositories.remove(of('second'));
      const rows = (await operations.history({ gatewayId: bench.gatewayId }))
        .filter(({ id }) => !before.has(id))
        .reverse();
      expect(rows.map(({ kind, target, status }) => `${kind} ${target} ${status}`)).toEqual([
        'make-read-only default succeeded',
        'make-writable default succeeded',
        'register-repository second succeeded',
        'register-repository second failed',
        'remove-repository second succeeded',
      ]);
      expect(new Set(rows.map(({ user, gatewayId }) => `${user} ${gatewayId}`)).size).toBe(1);
      expect(rows.every(({ startedAt, endedAt }) => endedAt !== null && endedAt >= startedAt)).toBe(true);
      expect(rows[3]?.problem).toContain('second is already registered');
      const registered = await operations.get({ operationId: rows[2]!.id });
      expect(registered.log.map(({ text }) => text)).toEqual(['Folder second']);
    });

    kindRules(() => bench);

    test('E16 E17 nothing is done to one that is not there, of a read-only gateway, or while something runs', async () => {
      const { repositories, gateways, operations } = bench.engine;
      const world = await bench.world();
      const all = (name: string, gatewayId = bench.gatewayId): (() => Promise<unknown>)[] => [
        () => repositories.remove({ gatewayId, name }),
        () => repositories.cleanUp({ gatewayId, name }),
        () => repositories.setReadOnly({ gatewayId, name, readOnly: true }),
        () => repositories.edit({ gatewayId, name, place: { kind: 'fs', location: 'default' } }),
        () => repositories.rehearse({ kind: 'remove', gatewayId, name }),
        () => repositories.rehearse({ kind: 'clean-up', gatewayId, name }),
        () => repositories.rehearse({ kind: 'read-only', gatewayId, name, readOnly: true }),
        () =>
          repositories.rehearse({
            kind: 'edit',
            draft: { gatewayId, name, place: { kind: 'fs', location: 'default' } },
          }),
      ];
      for (const name of ['nowhere', '*', 'a,b'])
        for (const change of all(name)) expect(await refusal(change())).toBe('repository-missing');
      const draft = draftFor(bench.server, { name: 'Locked', readOnly: true });
      const { profile } = await gateways.add({ draft, secrets: {} });
      for (const change of all('default', profile.id))
        expect(await refusal(change())).toBe('gateway-read-only');
      await gateways.remove({ gatewayId: profile.id });
      expect(await bench.world()).toEqual(world);

      // A place of its own: where the same was saved before, there is nothing to copy.
      await slowRepository(bench.url, 'crawling', { snapshot: '20kb' });
      const operationId = await bench.beginBackUp('running', 'crawling');
      for (const change of all('default')) expect(await refusal(change())).toBe('operation-running');
      const place = { kind: 'fs', location: 'new' } as const;
      expect(await refusal(repositories.register({ ...of('new'), place }))).toBe('operation-running');
      const rehearsed = repositories.rehearse({ kind: 'register', draft: { ...of('new'), place } });
      expect(await refusal(rehearsed)).toBe('operation-running');
      await operations.cancel({ operationId });
      await operations.ended(operationId);
    });
  });
}
