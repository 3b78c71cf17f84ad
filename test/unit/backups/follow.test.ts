import { describe, expect, test } from 'vitest';
import { followBackup } from '#core/backups/follow.ts';
import { Manifests } from '#core/backups/manifest.ts';
import { finishBackup, takeBackup } from '#core/backups/take.ts';
import { capabilitiesOf } from '#core/elasticsearch/capabilities.ts';
import type { Connection } from '#core/gateways/connections.ts';
import { DEFAULT_TIMING } from '#core/ports.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { parseVersion } from '#shared/rules/versions.ts';
import { draftNamed, MemoryFiles, quietPorts } from '../memory.ts';

const GOOD = {
  snapshot: 'one',
  uuid: 'u',
  state: 'SUCCESS',
  version: '2.3.2',
  indices: ['a'],
  start_time_in_millis: 1,
  end_time_in_millis: 2,
  failures: [],
  shards: { total: 1, failed: 0, successful: 1 },
};

const AT_ONCE = { ...DEFAULT_TIMING, pollFirstMs: 0, pollLongestMs: 0 };
/** Watches and hears nothing. */
const DEAF = {
  step: () => undefined,
  progress: () => undefined,
  log: () => undefined,
  signal: new AbortController().signal,
};

const ORDER = {
  repository: 'fs',
  name: 'one',
  indices: ['a'],
  selection: { kind: 'everything' },
  trigger: 'by-hand',
  reason: '',
} as const;

/** A gateway whose data store answers like this. */
const connectedTo = (store: object): Connection =>
  ({
    store,
    can: capabilitiesOf(parseVersion('7.13.0')!),
    gateway: draftNamed('Production EU'),
    storeKey: 'store-1',
  }) as unknown as Connection;

const codeOf = (thrown: unknown): string =>
  thrown instanceof AppFailure ? thrown.value.code : String(thrown);

/** Follows a backup on a server that denies its repository so many times, and lists it or not. */
async function follow(denials: number, isListed: boolean): Promise<string> {
  let asked = 0;
  const ports = quietPorts(new MemoryFiles(), AT_ONCE, () => undefined);
  const store = {
    where: 'http://127.0.0.1',
    read: (schema: { parse(value: unknown): unknown }, { path }: { path: string }) => {
      if (path === '/_snapshot') return Promise.resolve(schema.parse(isListed ? { fs: { type: 'fs' } } : {}));
      if ((asked += 1) <= denials)
        return Promise.reject(new AppFailure(appError('repository-missing', { what: 'fs' })));
      return Promise.resolve(schema.parse({ snapshots: path.endsWith('_status') ? [] : [GOOD] }));
    },
  };
  return followBackup(
    { store } as unknown as Connection,
    ports,
    { repository: 'fs', name: 'one' },
    DEAF,
  ).then(({ state }) => state, codeOf);
}

describe('E5 a server that has just come back denies a repository', () => {
  test('which it lists: the backup is looked at again', async () => {
    expect(await follow(3, true)).toBe('SUCCESS');
  });

  test('which it does not list either: that is the end of the backup', async () => {
    expect(await follow(1, false)).toBe('repository-missing');
  });
});

/** Makes a backup whose name the server calls taken, and which holds this beside what it was made of. */
async function taken(metadata: (ours: unknown) => unknown): Promise<string> {
  const ports = quietPorts(new MemoryFiles(), AT_ONCE, () => undefined);
  let ours: unknown;
  const store = {
    where: 'http://127.0.0.1',
    read: (schema: { parse(value: unknown): unknown }, { path }: { path: string }) => {
      if (path === '/_cat/indices') return Promise.resolve(schema.parse([]));
      if (path === '/_alias') return Promise.resolve(schema.parse({}));
      const snapshots = path.endsWith('_status') ? [] : [{ ...GOOD, metadata: metadata(ours) }];
      return Promise.resolve(schema.parse({ snapshots, nodes: {} }));
    },
    write: (_: unknown, __: string, { body }: { body: { metadata: unknown } }) => {
      ours = body.metadata;
      return Promise.reject(new AppFailure(appError('backup-name-taken', { what: 'one' })));
    },
  };
  return takeBackup(connectedTo(store), ports, new Manifests(ports.files, ports.logger), ORDER, DEAF).then(
    ({ backup }) => backup.state,
    codeOf,
  );
}

describe('E4 a name that is called taken', () => {
  test('by our own backup, which a node has asked for twice while its master changed, is followed', async () => {
    expect(await taken((ours) => ours)).toBe('SUCCESS');
  });

  test('by a backup of somebody else is refused', async () => {
    expect(await taken(() => ({ 'gateway-vault': { manifest: 'other' } }))).toBe('backup-name-taken');
    expect(await taken(() => null)).toBe('backup-name-taken');
  });
});

interface Refusal {
  version?: string;
  /** Cancelled when the refusal has come. */
  cancelled?: boolean;
}

/** Makes a backup that the server refuses and lists so many times more. Resolves with how often the list was read. */
async function refused(
  listed: number,
  { version = '2.3.2', cancelled = false }: Refusal = {},
): Promise<[string, number]> {
  const ports = quietPorts(new MemoryFiles(), AT_ONCE, () => undefined);
  const cancel = new AbortController();
  let looks = 0;
  const store = {
    where: 'http://127.0.0.1',
    read: (schema: { parse(value: unknown): unknown }, { path }: { path: string }) => {
      if (path === '/_cat/indices') return Promise.resolve(schema.parse([]));
      if (path === '/_cluster/state') looks += 1;
      const snapshots = looks > listed ? [] : [{ repository: 'fs', snapshot: 'one', state: 'INIT' }];
      return Promise.resolve(schema.parse({ snapshots: { snapshots } }));
    },
    write: () => {
      if (cancelled) cancel.abort();
      return Promise.reject(new AppFailure(appError('server-error')));
    },
  };
  const connection = { ...connectedTo(store), can: capabilitiesOf(parseVersion(version)!) } as Connection;
  const manifests = new Manifests(ports.files, ports.logger);
  const watch = { ...DEAF, signal: cancel.signal };
  const end = await takeBackup(connection, ports, manifests, ORDER, watch).then(() => '', codeOf);
  return [end, looks];
}

describe('E5 a backup that was refused', () => {
  test('is off the list of the server when that is told', async () => {
    expect(await refused(0)).toEqual(['server-error', 1]);
    expect(await refused(3)).toEqual(['server-error', 4]);
  });

  test('is told also where it stays on the list, and at once when it is cancelled', async () => {
    expect(await refused(Number.POSITIVE_INFINITY)).toEqual(['server-error', 31]);
    expect(await refused(Number.POSITIVE_INFINITY, { cancelled: true })).toEqual(['server-error', 1]);
  });

  test('is told at once by a server that clears it away first', async () => {
    expect(await refused(0, { version: '5.6.4' })).toEqual(['server-error', 0]);
  });
});

/** Cancels a backup whose deletion the server answers so, and lets it end by itself afterwards. */
async function cancelled(answer: AppFailure): Promise<[string, number]> {
  const ports = quietPorts(new MemoryFiles(), AT_ONCE, () => undefined);
  let deletions = 0;
  const store = {
    where: 'http://127.0.0.1',
    read: (schema: { parse(value: unknown): unknown }, { path }: { path: string }) => {
      const one = { ...GOOD, state: deletions === 0 ? 'IN_PROGRESS' : 'SUCCESS' };
      return Promise.resolve(schema.parse({ snapshots: path.endsWith('_status') ? [] : [one] }));
    },
    change: () => {
      deletions += 1;
      return Promise.reject(answer);
    },
  };
  const end = await followBackup(
    { store } as unknown as Connection,
    ports,
    { repository: 'fs', name: 'one' },
    { ...DEAF, signal: AbortSignal.abort() },
  ).then(({ state }) => state, codeOf);
  return [end, deletions];
}

describe('promise 8: a backup that cannot be cancelled', () => {
  test('because the user may not delete goes on and is followed to its end', async () => {
    expect(await cancelled(new AppFailure(appError('right-missing')))).toEqual(['SUCCESS', 1]);
  });

  test('as far as is known, because the reply was lost, is left to be looked at later', async () => {
    expect(await cancelled(new AppFailure(appError('no-reply')))).toEqual(['outcome-unknown', 1]);
  });
});

test('E6 a manifest that cannot be written costs the comparison of counts, not the backup', async () => {
  const files = new MemoryFiles();
  const ports = quietPorts(files, AT_ONCE, () => undefined);
  const answers: Record<string, unknown> = {
    '/_cat/indices': [],
    '/_snapshot/fs/one': { snapshots: [GOOD] },
  };
  const store = {
    where: 'http://127.0.0.1',
    read: (schema: { parse(value: unknown): unknown }, { path }: { path: string }) =>
      Promise.resolve(schema.parse(answers[path] ?? { snapshots: [], nodes: {} })),
  };
  const texts: (string | undefined)[] = [];
  files.full = true;
  const taken = await finishBackup(
    connectedTo(store),
    ports,
    new Manifests(files, ports.logger),
    { ...ORDER, noted: {} },
    { ...DEAF, step: (_, __, text) => void texts.push(text) },
  );
  expect([taken.flaw, taken.backup.state]).toEqual([null, 'SUCCESS']);
  expect(texts.at(-1)).toContain('Manifest not written');
});
