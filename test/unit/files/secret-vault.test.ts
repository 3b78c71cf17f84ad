import { beforeEach, describe, expect, it } from 'vitest';
import { nodeFileStore } from '#core/files/node-file-store.ts';
import type { FileStore } from '#core/ports.ts';
import { isTrustedBackend, type Sealer } from '../../../electron/platform/sealer.ts';
import { openSecretVault } from '../../../electron/platform/secret-vault.ts';
import { temporaryFolders } from './temporary-folder.ts';

const newFolder = temporaryFolders();
let files: FileStore;
let log: string[];
let learned: string[];

beforeEach(() => {
  files = nodeFileStore(newFolder());
  log = [];
  learned = [];
});

/** A keyring with one key: what another key sealed does not open. */
function sealer(changes: Partial<Sealer> & { key?: number; stale?: boolean } = {}): Sealer {
  const key = changes.key ?? 7;
  return {
    backend: 'gnome_libsecret',
    trusted: true,
    seal: (text) => Promise.resolve(Buffer.from([key, ...Buffer.from(text).map((byte) => byte ^ key)])),
    open: (sealed) =>
      sealed[0] === key
        ? Promise.resolve({
            text: Buffer.from(sealed.subarray(1).map((byte) => byte ^ key)).toString(),
            stale: changes.stale ?? false,
          })
        : Promise.reject(new Error('wrong key')),
    ...changes,
  };
}

const open = (changes: Parameters<typeof sealer>[0] = {}) =>
  openSecretVault({
    files,
    sealer: sealer(changes),
    scrubber: { register: (secret) => void learned.push(secret) },
    logger: {
      info: () => undefined,
      warn: (text) => void log.push(text),
      error: (text) => void log.push(text),
    },
  });

const onDisk = async (): Promise<string> => (await files.read('secrets.json')) ?? '';

describe('with a keyring', () => {
  it('secrets outlast the program, sealed, with the name of the keyring beside them', async () => {
    const vault = await open();
    expect([vault.persistent, vault.backend]).toEqual([true, 'gnome_libsecret']);
    await vault.set('g.node', 'correct horse');
    expect(await onDisk()).not.toContain('correct horse');
    expect(await onDisk()).toContain('gnome_libsecret');
    expect(await (await open()).get('g.node')).toBe('correct horse');
    expect(learned).toEqual(['correct horse', 'correct horse']);
  });

  it('many changes at once are all kept', async () => {
    const vault = await open();
    await Promise.all(Array.from({ length: 20 }, (_, at) => vault.set(`g${at}.node`, `secret ${at}`)));
    await Promise.all([vault.remove('g3.node'), vault.remove('absent')]);
    const again = await open();
    const found = await Promise.all(Array.from({ length: 20 }, (_, at) => again.get(`g${at}.node`)));
    expect(found).toEqual(Array.from({ length: 20 }, (_, at) => (at === 3 ? null : `secret ${at}`)));
  });

  it('a secret sealed with an old key is sealed anew', async () => {
    await (await open()).set('g.node', 'correct horse');
    const before = await onDisk();
    const turned = sealer({ stale: true });
    const vault = await open({
      ...turned,
      seal: (text) => Promise.resolve(Buffer.from([7, 0, ...Buffer.from(text)])),
    });
    expect(await vault.get('g.node')).toBe('correct horse');
    expect(await onDisk()).not.toBe(before);
  });

  it('a keyring that refuses keeps the secret for the session', async () => {
    const vault = await open({ seal: () => Promise.reject(new Error('locked')) });
    await vault.set('g.node', 'correct horse');
    expect(await vault.get('g.node')).toBe('correct horse');
    expect(await (await open()).get('g.node')).toBeNull();
    expect(log.join()).toContain('this session only');
  });
});

describe('what cannot be opened', () => {
  it('is not known and stays on the disk when the keyring was switched', async () => {
    await (await open()).set('g.node', 'correct horse');
    const before = await onDisk();
    expect(await (await open({ backend: 'kwallet6' })).get('g.node')).toBeNull();
    expect(await onDisk()).toBe(before);
    expect(await (await open()).get('g.node')).toBe('correct horse');
  });

  it('is not known and stays on the disk when the key is another one', async () => {
    await (await open()).set('g.node', 'correct horse');
    const before = await onDisk();
    const vault = await open({ key: 9 });
    expect(await vault.get('g.node')).toBeNull();
    expect(await onDisk()).toBe(before);
    await vault.set('g.node', 'typed again');
    expect(await vault.get('g.node')).toBe('typed again');
  });

  it('a damaged file is set aside with a notice', async () => {
    await files.write('secrets.json', '{"schemaVersion":1,"secrets":{"a":');
    const vault = await open();
    expect(vault.notice?.code).toBe('secret-lost');
    expect(await vault.get('a')).toBeNull();
    expect(await files.list('')).toEqual([expect.stringMatching(/^secrets\.json\.unreadable-/)]);
  });
});

describe('without a keyring', () => {
  it('nothing is written, and secrets last for the session', async () => {
    const vault = await open({ trusted: false, backend: 'basic_text' });
    expect(vault.persistent).toBe(false);
    await vault.set('g.node', 'correct horse');
    expect(await vault.get('g.node')).toBe('correct horse');
    expect(await onDisk()).toBe('');
    expect(await (await open({ trusted: false, backend: 'basic_text' })).get('g.node')).toBeNull();
  });

  it('secrets of better days stay on the disk', async () => {
    await (await open()).set('g.node', 'correct horse');
    const poor = await open({ trusted: false, backend: 'basic_text' });
    expect(await poor.get('g.node')).toBeNull();
    await poor.set('g.node', 'other');
    expect(await (await open()).get('g.node')).toBe('correct horse');
  });

  it.each([
    ['linux', 'gnome_libsecret', true],
    ['linux', 'kwallet', true],
    ['linux', 'kwallet5', true],
    ['linux', 'kwallet6', true],
    ['linux', 'basic_text', false],
    ['linux', 'unknown', false],
    ['linux', 'kwallet7', false],
    ['darwin', 'keychain', true],
    ['win32', 'dpapi', true],
  ] as const)('%s with %s is trusted: %s', (platform, backend, trusted) => {
    expect(isTrustedBackend(platform, backend, true)).toBe(trusted);
    expect(isTrustedBackend(platform, backend, false)).toBe(false);
  });
});
