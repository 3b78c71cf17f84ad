import { describe, expect, test } from 'vitest';
import { plainProfileStore } from '#core/files/plain-profile-store.ts';
import { PROFILE_FILE } from '#core/files/profile-file.ts';
import { Profiles } from '#core/gateways/profiles.ts';
import { takeLock } from '#core/operations/lock.ts';
import { DEFAULT_TIMING, type EnginePorts } from '#core/ports.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { draftNamed, MemoryFiles, quietPorts } from '../memory.ts';

function portsOf(files: MemoryFiles): EnginePorts {
  const ports = quietPorts(files, DEFAULT_TIMING, () => undefined);
  return { ...ports, profiles: plainProfileStore(files) };
}

/** As one process that shares the data folder. */
async function open(files: MemoryFiles): Promise<Profiles> {
  const profiles = new Profiles(portsOf(files), () => undefined);
  await profiles.load();
  return profiles;
}

const namesOf = (profiles: Profiles): string[] =>
  profiles
    .all()
    .map((one) => one.name)
    .sort();

describe('E18 two processes change the gateways of one file', () => {
  test('at the same time: what both of them saved is there', async () => {
    const files = new MemoryFiles();
    const [app, cli] = [await open(files), await open(files)];
    await Promise.all([
      ...['a', 'b', 'c'].map((name) => app.add(draftNamed(name), {})),
      ...['d', 'e', 'f'].map((name) => cli.add(draftNamed(name), {})),
    ]);
    expect(namesOf(await open(files))).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(await files.list('locks')).toEqual([]);
  });

  test('one after the other: an older reading takes nothing back, and a name is taken once', async () => {
    const files = new MemoryFiles();
    const [app, cli] = [await open(files), await open(files)];
    const { profile } = await cli.add(draftNamed('theirs'), {});
    await expect(app.add(draftNamed('THEIRS'), {})).rejects.toThrow(AppFailure);
    await app.update(profile.id, draftNamed('renamed'), {});
    await cli.add(draftNamed('second'), {});
    expect(namesOf(await open(files))).toEqual(['renamed', 'second']);
    await app.remove(profile.id);
    await expect(cli.update(profile.id, draftNamed('gone'), {})).rejects.toThrow(AppFailure);
    expect(namesOf(await open(files))).toEqual(['second']);
  });

  test('what one saves the other takes over when it looks, and says so once', async () => {
    const files = new MemoryFiles();
    const [changed, forgotten]: [string[], string[]] = [[], []];
    const ports = quietPorts(files, DEFAULT_TIMING, (name, payload) => {
      changed.push(`${name} ${JSON.stringify(payload)}`);
    });
    const store = plainProfileStore(files);
    const app = new Profiles({ ...ports, profiles: store }, (id) => void forgotten.push(id));
    await app.load();
    const cli = await open(files);
    const [kept, moved, gone] = [
      await cli.add(draftNamed('kept'), {}),
      await cli.add(draftNamed('moved'), {}),
      await cli.add(draftNamed('gone'), {}),
    ].map((view) => view.profile.id);
    await app.look();
    expect(namesOf(app)).toEqual(['gone', 'kept', 'moved']);
    expect(changed).toEqual(['changed {"what":"gateways"}']);
    await cli.update(
      moved!,
      { ...draftNamed('moved'), dataStore: { addresses: ['http://127.0.0.1:9241'] } },
      {},
    );
    await cli.remove(gone!);
    await app.look();
    await app.look();
    expect(namesOf(app)).toEqual(['kept', 'moved']);
    expect(changed).toHaveLength(2);
    expect(forgotten.sort()).toEqual([moved, gone].sort());
    expect(forgotten).not.toContain(kept);
  });

  test('a look takes back nothing that is saved while it reads, nor a file that is spoiled or gone', async () => {
    const files = new MemoryFiles();
    const app = await open(files);
    await app.add(draftNamed('first'), {});
    let held: (() => void) | undefined;
    const read = files.read.bind(files);
    files.read = async (path) => {
      const text = await read(path);
      files.read = read;
      await new Promise<void>((go) => (held = go));
      return text;
    };
    const looking = app.look();
    await app.add(draftNamed('second'), {});
    held?.();
    await looking;
    expect(namesOf(app)).toEqual(['first', 'second']);
    const whole = files.content.get(PROFILE_FILE)!;
    files.content.set(PROFILE_FILE, whole.slice(0, -9));
    await app.look();
    expect(files.content.get(PROFILE_FILE)).toBe(whole.slice(0, -9));
    files.content.delete(PROFILE_FILE);
    await app.look();
    expect(namesOf(app)).toEqual(['first', 'second']);
  });

  test('a file that was spoiled meanwhile costs no gateway', async () => {
    const files = new MemoryFiles();
    const app = await open(files);
    await app.add(draftNamed('first'), {});
    files.content.set(PROFILE_FILE, '{"schemaVersion":1,"gate');
    await app.add(draftNamed('second'), {});
    expect(namesOf(await open(files))).toEqual(['first', 'second']);
    expect(app.notice()?.code).toBe('profiles-unreadable');
  });

  test('a process that holds the file for long is told of, and nothing is changed', async () => {
    const files = new MemoryFiles();
    const ports = portsOf(files);
    let now = 1_000;
    const clock = {
      now: () => now,
      sleep: (ms: number) => {
        now += ms;
        return Promise.resolve();
      },
    };
    const lock = await takeLock(ports, 'profiles', 'A change of the gateways');
    const profiles = new Profiles({ ...ports, clock }, () => undefined);
    const code = await profiles
      .add(draftNamed('late'), {})
      .catch((thrown: unknown) => (thrown as AppFailure).value.code);
    expect(code).toBe('operation-running');
    await lock.release();
    expect(files.content.has(PROFILE_FILE)).toBe(false);
  });
});

describe('secrets of a gateway whose file cannot be written', () => {
  test('stay as they are, and none is left of one that was never saved', async () => {
    const files = new MemoryFiles();
    const ports = portsOf(files);
    let full = false;
    const save: typeof ports.profiles.save = (all) =>
      full ? Promise.reject(new AppFailure(appError('file-failed'))) : ports.profiles.save(all);
    const set: string[] = [];
    const vault: typeof ports.vault = {
      ...ports.vault,
      set: (key, secret) => {
        set.push(key);
        return ports.vault.set(key, secret);
      },
    };
    const profiles = new Profiles(
      { ...ports, vault, profiles: { ...ports.profiles, save } },
      () => undefined,
    );
    const draft = draftNamed('a');
    const signedIn = { ...draft, dataStore: { ...draft.dataStore, username: 'vault' } };
    const { profile } = await profiles.add(signedIn, { dataStorePassword: 'former', nodePassword: 'node' });

    full = true;
    const unsigned = { ...draft, dataStore: { ...draft.dataStore, signIn: 'none' as const } };
    await expect(profiles.update(profile.id, unsigned, {})).rejects.toThrow(AppFailure);
    await expect(profiles.update(profile.id, signedIn, { dataStorePassword: 'other' })).rejects.toThrow();
    expect(await profiles.secret(profile.id, 'data-store')).toBe('former');
    await expect(profiles.add(draftNamed('b'), { nodePassword: 'lost' })).rejects.toThrow(AppFailure);
    expect(await vault.get(set.at(-1)!)).toBeNull();

    full = false;
    await profiles.update(profile.id, unsigned, {});
    expect(await profiles.secret(profile.id, 'data-store')).toBeNull();
    expect(await profiles.secret(profile.id, 'node')).toBe('node');
  });
});

test('the passphrase for the host of an installation is kept with it, and goes with it', async () => {
  const ports = portsOf(new MemoryFiles());
  const profiles = new Profiles(ports, () => undefined);
  const signIn = { kind: 'key-file' as const, file: '~/.ssh/id' };
  const target = { host: 'apigw-eu-a', port: 22, user: 'sag', signIn };
  const installation = { folder: '/opt/softwareag', instance: '', target };
  const secrets = { keyPassphrases: [{ nodeId: 'installation', passphrase: 'canary' }] };
  const view = await profiles.add({ ...draftNamed('a'), installation }, secrets);
  expect(view.keyPassphraseNodes).toEqual(['installation']);
  expect(JSON.stringify(view)).not.toContain('canary');
  const { id } = view.profile;
  expect(await profiles.keyPassphrase(id, 'installation')).toBe('canary');
  await profiles.update(id, draftNamed('a'), {});
  expect(await profiles.keyPassphrase(id, 'installation')).toBeNull();
});
