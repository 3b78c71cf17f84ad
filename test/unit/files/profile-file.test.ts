import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { nodeFileStore } from '#core/files/node-file-store.ts';
import { plainProfileStore } from '#core/files/plain-profile-store.ts';
import { parseProfileFile, profileFileText } from '#core/files/profile-file.ts';
import type { FileStore, ProfileStore } from '#core/ports.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import { temporaryFolders } from './temporary-folder.ts';

const newFolder = temporaryFolders();
let files: FileStore;
let store: ProfileStore;

beforeEach(() => {
  files = nodeFileStore(newFolder());
  store = plainProfileStore(files);
});

const profile = (id: string): GatewayProfile => ({
  id,
  createdAt: 1,
  name: `Gateway ${id}`,
  tenant: 'default',
  release: '10.15',
  dataStore: { addresses: ['http://127.0.0.1:9240'], username: 'elastic' },
  nodes: [{ id: 'n1', name: 'gw1', address: 'http://127.0.0.1:5555' }],
  autostart: true,
  readOnly: false,
});
const text = (gateways: unknown, schemaVersion: unknown = 1): string =>
  JSON.stringify({ schemaVersion, gateways });

describe('saved gateways', () => {
  it('come back as they were saved', async () => {
    expect(await store.load()).toEqual({ profiles: [], notice: null });
    await store.save([profile('a'), profile('b')]);
    expect(await plainProfileStore(files).load()).toEqual({
      profiles: [profile('a'), profile('b')],
      notice: null,
    });
  });

  it('are written with tabs, as electron-store does', async () => {
    await store.save([profile('a')]);
    expect(await files.read('profiles.json')).toBe(
      JSON.stringify({ schemaVersion: 1, gateways: [profile('a')] }, undefined, '\t'),
    );
  });
});

describe('a file that is not understood', () => {
  it.each([
    ['cut short', profileFileText([profile('a')]).slice(0, -20)],
    ['empty', ''],
    ['another kind of file', '<html>'],
    ['from a newer version', text([profile('a')], 2)],
    ['without a version', text([profile('a')], null)],
    ['hostile', '{"__proto__":{"schemaVersion":1},"gateways":[]}'],
    ['a list', '[]'],
    ['nothing', 'null'],
  ])('is set aside and told: %s', async (_what, content) => {
    await files.write('profiles.json', content);
    const { profiles, notice } = await store.load();
    expect(profiles).toEqual([]);
    expect(notice?.code).toBe('profiles-unreadable');
    const aside = await files.list('');
    expect(aside).toEqual([expect.stringMatching(/^profiles\.json\.unreadable-/)]);
    expect(notice?.cause).toContain(aside[0]);
    expect(await files.read(aside[0]!)).toBe(content);
    expect(await store.load()).toEqual({ profiles: [], notice: null });
  });

  it('still gives the gateways of it that are understood, also at the next start', async () => {
    const content = text([
      profile('a'),
      { ...profile('b'), tenant: 'NOT A TENANT' },
      profile('c'),
      profile('a'),
    ]);
    await files.write('profiles.json', content);
    const { profiles, notice } = await store.load();
    expect(profiles.map(({ id }) => id)).toEqual(['a', 'c']);
    expect(notice?.code).toBe('profiles-unreadable');
    expect((await store.load()).profiles.map(({ id }) => id)).toEqual(['a', 'c']);
    const aside = (await files.list('')).find((name) => name.includes('unreadable'));
    expect(await files.read(aside!)).toBe(content);
  });

  it('is never overwritten, also when it became so after the start', async () => {
    await store.save([profile('a')]);
    await files.write('profiles.json', 'edited by hand and broken');
    await store.save([profile('b')]);
    const aside = (await files.list('')).find((name) => name.includes('unreadable'));
    expect(await files.read(aside!)).toBe('edited by hand and broken');
    expect((await store.load()).profiles).toEqual([profile('b')]);
  });

  it('never makes the reader throw, and a gateway that is read holds no secret', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((value) => text(value)),
        ),
        (content) => {
          expect(() => parseProfileFile(content)).not.toThrow();
        },
      ),
    );
    const smuggled = parseProfileFile(text([{ ...profile('a'), password: 'hunter22' }]));
    expect(smuggled).toEqual({ profiles: [], damaged: true });
  });
});
