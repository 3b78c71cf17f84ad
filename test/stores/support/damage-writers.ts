import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Abilities } from './abilities.ts';
import { type Bench, expectSentences } from './bench.ts';
import { filesOf } from './damage-files.ts';
import { listed } from './damage-listing.ts';

/** Somebody else writes into a repository, or loses its list: it is named, and nothing of it is touched. */
export function writersOfRepositories(can: Abilities, benchOf: () => Bench): void {
  test('promise 26 E19 a second registration writes into the same folder: it is named, and nothing is removed', async () => {
    const bench = benchOf();
    await bench.backUp('untouched');
    await register(bench, 'first', 'two-writers');
    await bench.backUp('one', 'first');
    await register(bench, 'second', 'two-writers');
    await bench.backUp('two', 'second');
    const folder = path.join(bench.server.repoFolder, 'two-writers');
    const written = Object.keys(filesOf(folder));
    const operation = await bench.engine.operations.ended(await bench.beginBackUp('three', 'first'));
    const { reading, rows } = await listed(bench, 'first');
    switch (can.secondWriter) {
      case 'seen':
        expect([operation.status, reading.error]).toEqual(['succeeded', null]);
        expect(rows.map((row) => row.name).sort()).toEqual(['one', 'three', 'two']);
        break;
      case 'overwritten':
        // The server reads an old list: what the other wrote is lost, and no success is told.
        expect(operation.status).toBe('failed');
        expect(['backup-incomplete', 'backup-failed']).toContain(operation.error?.code);
        expect(rows.map((row) => row.name)).toContain('one');
        break;
      case 'refused':
        expect.soft(operation).toMatchObject({
          status: 'failed',
          error: { code: 'repository-changed-elsewhere' },
        });
        expect([reading.error?.code, rows]).toEqual(['repository-changed-elsewhere', []]);
        expectSentences(operation.error!);
        expectSentences(reading.error!);
        // Not a file was removed by a program that does not know who is right.
        expect(Object.keys(filesOf(folder))).toEqual(expect.arrayContaining(written));
    }
    const other = await listed(bench, 'default');
    expect(other.reading.error).toBeNull();
    expect(other.rows.find((row) => row.name === 'untouched')?.state).toBe('success');
    await bench.expectTidy();
    await registerAnew(bench, ['first', 'second'], 'two-writers');
    const healed = await listed(bench, 'first');
    expect(healed.reading.error).toBeNull();
    expect(healed.rows.filter((row) => row.state === 'success').length).toBeGreaterThan(0);
    for (const name of ['first', 'second']) await bench.raw('DELETE', `/_snapshot/${name}`);
  });

  test('promise 26 E19 the list of a repository is gone: what is left of it is shown, and nothing is written', async () => {
    const bench = benchOf();
    await register(bench, 'listless', 'listless');
    await bench.backUp('one', 'listless');
    const folder = path.join(bench.server.repoFolder, 'listless');
    for (const name of readdirSync(folder).filter((file) => /^index(-\d+)?$/.test(file)))
      rmSync(path.join(folder, name));
    const files = filesOf(folder);
    const { reading, rows } = await listed(bench, 'listless');
    // From its memory or the descriptions; or the server calls the repository an empty one.
    expect([reading.error, rows.map((row) => row.state)]).toEqual([null, can.forgetsList ? [] : ['success']]);
    expect((await listed(bench, 'default')).reading.error).toBeNull();
    expect(filesOf(folder)).toEqual(files);
    await bench.raw('DELETE', '/_snapshot/listless');
    await bench.expectTidy();
  });
}

async function register(bench: Bench, name: string, location: string): Promise<void> {
  await bench.engine.repositories.register({
    gatewayId: bench.gatewayId,
    name,
    place: { kind: 'fs', location },
  });
}

/** What the sentence tells the administrator to do. */
async function registerAnew(bench: Bench, names: readonly string[], location: string): Promise<void> {
  for (const name of names) await bench.raw('DELETE', `/_snapshot/${name}`);
  for (const name of names) await register(bench, name, location);
}
