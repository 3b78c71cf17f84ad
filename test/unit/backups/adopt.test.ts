import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { Adoption, type AdoptionParts } from '#core/backups/adopt.ts';
import { type BackupInFlight, BackupsInFlight } from '#core/backups/in-flight.ts';
import { Manifests } from '#core/backups/manifest.ts';
import { createEngine } from '#core/engine.ts';
import { takeLock } from '#core/operations/lock.ts';
import { Operations } from '#core/operations/registry.ts';
import { gate } from '#lab/gate.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { Operation } from '#shared/model/operation.ts';
import { draftNamed, MemoryFiles, quietPorts } from '../memory.ts';
import { FAST } from '../restart/bench.ts';
import { until } from '../until.ts';

const ID = 'op-2026-11-26-12345678';
const RECORD = `in-flight/${ID}.json`;
const AT_WORK = `running/${ID}.json`;

/** A backup of which nothing was sent yet: whoever goes on with it finds that out at once. */
const left: BackupInFlight = {
  format: 1,
  id: ID,
  gatewayId: 'gw-1',
  storeKey: 'store-1',
  startedAt: Date.UTC(2026, 10, 26),
  order: {
    repository: 'default',
    name: 'nightly',
    indices: ['gateway_default_apis'],
    selection: { kind: 'everything' },
    reason: '',
    quiesce: true,
  },
  noted: null,
  identity: null,
  quiesced: [],
  ended: false,
};

const ends: AbortController[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end.abort();
});

/** A process that looks at what others leave. `connecting` is waited for whenever the data store is asked. */
async function process(files: MemoryFiles, { connecting = Promise.resolve(), release = released } = {}) {
  const events: Operation[] = [];
  const ports = quietPorts(files, FAST, (name, payload) => {
    if (name === 'operation') events.push(payload as Operation);
  });
  ports.clock = { ...ports.clock, sleep: () => sleep(1) };
  let refusals = 0;
  ports.logger = { ...ports.logger, info: () => void (refusals += 1) };
  const operations = new Operations(ports);
  await operations.load();
  const gateway = {
    ...draftNamed('Production EU'),
    id: 'gw-1',
    createdAt: 1,
    nodes: [{ id: 'n0', name: 'node-0', address: 'http://127.0.0.1:1' }],
  } as GatewayProfile;
  let asked = 0;
  const connection = { gateway, storeKey: 'store-1', store: { where: 'http://127.0.0.1:1' } };
  const parts = {
    ports,
    operations,
    journals: { refuseIfOpen: () => Promise.resolve() },
    connections: {
      of: async () => {
        asked += 1;
        await connecting;
        return connection;
      },
    },
    profiles: { get: () => gateway },
    manifests: new Manifests(files, ports.logger),
    inFlight: new BackupsInFlight(files, ports.logger),
    nodesOf: () => Promise.resolve(new Map([['n0', { release }]])),
  } as unknown as AdoptionParts;
  const end = new AbortController();
  ends.push(end);
  const adoption = new Adoption(parts);
  return {
    adoption,
    operations,
    events,
    ports,
    end,
    asked: () => asked,
    refusals: () => refusals,
    /** As the engine looks. */
    look: async () => {
      await adoption.look(end.signal);
      await operations.look();
    },
  };
}
const released = (): Promise<void> => Promise.resolve();

const write = (files: MemoryFiles, change: Partial<BackupInFlight> = {}): void =>
  void files.content.set(RECORD, JSON.stringify({ ...left, ...change }));
const locks = (files: MemoryFiles): string[] =>
  [...files.content.keys()].filter((path) => path.startsWith('locks/'));

it('what another process leaves behind goes on here as soon as that has gone, and is never interrupted', async () => {
  const files = new MemoryFiles();
  const [other, here] = [await process(files), await process(files)];
  const over = gate();
  const wanted = {
    kind: 'backup' as const,
    gateway: { id: 'gw-1', name: 'Production EU' },
    target: 'nightly',
  };
  other.operations.begin(
    { ...wanted, reason: '', phases: ['copy'], cancellable: true },
    () => over.opened.then(() => ({ status: 'unknown', result: null, error: null })),
    { id: ID, startedAt: left.startedAt },
  );
  await until(() => files.content.has(AT_WORK));
  write(files);
  await here.look();
  await here.look();
  expect(here.events).toMatchObject([{ id: ID, status: 'running', elsewhere: true }]);
  expect(here.asked()).toBe(0);
  await other.operations.stop();
  await here.look();
  const ended = await here.operations.ended(ID);
  expect(ended).toMatchObject({ status: 'failed', error: { code: 'backup-failed' }, elsewhere: false });
  await here.look();
  expect(here.events.filter(({ status }) => status === 'interrupted')).toEqual([]);
  expect(here.operations.list()).toMatchObject([{ id: ID, status: 'failed' }]);
  expect([...files.content.keys()].filter((path) => path === RECORD)).toEqual([]);
  expect(locks(files)).toEqual([]);
  over.open();
  await other.operations.ended(ID);
});

it('E17 it waits for the lock of the data store, whoever has it', async () => {
  const files = new MemoryFiles();
  const here = await process(files);
  write(files);
  const lock = await takeLock(here.ports, 'store-1', 'the command line');
  await here.look();
  await until(() => here.asked() > 2);
  expect(here.operations.list()).toEqual([]);
  await lock.release();
  await until(() => here.operations.list()[0]?.status === 'failed');
});

/** A look at what is left that waits for the data store. */
async function lookBegun(files: MemoryFiles) {
  const connecting = gate();
  const here = await process(files, { connecting: connecting.opened });
  write(files);
  const looking = here.look();
  await until(() => here.asked() === 1);
  return { here, looking, connecting };
}

it('what its process ended a moment before is not taken up again', async () => {
  const files = new MemoryFiles();
  const { here, looking, connecting } = await lookBegun(files);
  files.content.delete(RECORD);
  connecting.open();
  await looking;
  await here.adoption.stop();
  expect(here.operations.list()).toEqual([]);
  expect(files.content.has(RECORD)).toBe(false);
  expect(locks(files)).toEqual([]);
});

it('one whose end is not to be known is left to the next start of the program', async () => {
  const files = new MemoryFiles();
  const here = await process(files);
  here.operations.begin(
    {
      kind: 'backup',
      gateway: { id: 'gw-1', name: 'Production EU' },
      target: 'nightly',
      reason: '',
      phases: ['copy'],
      cancellable: true,
    },
    () => Promise.reject(new AppFailure(appError('outcome-unknown', { what: 'nightly' }))),
    { id: ID, startedAt: left.startedAt },
  );
  await here.operations.ended(ID);
  write(files);
  await here.look();
  expect(here.asked()).toBe(0);
  await here.adoption.all(here.end.signal);
  await until(() => here.operations.list()[0]?.status === 'failed');
});

it('E9 nodes that could not be released are released when they can be, and not below other work', async () => {
  const files = new MemoryFiles();
  let tries = 0;
  const release = (): Promise<void> => {
    tries += 1;
    const away = new AppFailure(appError('node-unreachable', { what: 'node-0', where: 'there' }));
    return tries < 3 ? Promise.reject(away) : Promise.resolve();
  };
  const here = await process(files, { release });
  write(files, { ended: true, quiesced: ['n0', 'removed'] });
  const over = gate();
  const id = here.operations.begin(
    {
      kind: 'restore',
      gateway: { id: 'gw-1', name: 'Production EU' },
      target: 'nightly',
      reason: '',
      phases: ['plan'],
      cancellable: true,
    },
    () => over.opened.then(() => ({ status: 'succeeded', result: null, error: null })),
  );
  await here.look();
  await until(() => here.refusals() > 2);
  expect(tries).toBe(0);
  over.open();
  await here.operations.ended(id);
  await until(() => !files.content.has(RECORD));
  expect(tries).toBe(3);
  await until(() => locks(files).length === 0);
});

it('once the engine is stopped nothing is begun any more', async () => {
  const files = new MemoryFiles();
  const { here, looking, connecting } = await lookBegun(files);
  here.end.abort();
  await here.adoption.stop();
  connecting.open();
  await looking;
  expect(here.operations.list()).toEqual([]);
  expect(locks(files)).toEqual([]);
  expect(files.content.has(RECORD)).toBe(true);
});

it('an engine that runs sees to what is left while it runs', async () => {
  const files = new MemoryFiles();
  const engine = createEngine(quietPorts(files, FAST, () => undefined));
  await engine.start();
  try {
    const { profile } = await engine.gateways.add({ draft: draftNamed('Production EU'), secrets: {} });
    write(files, { gatewayId: profile.id, ended: true, quiesced: ['removed'] });
    await until(() => !files.content.has(RECORD));
  } finally {
    await engine.stop();
  }
});
