import { expect, it } from 'vitest';
import { createEngine } from '#core/engine.ts';
import type { Engine } from '#core/engine-api.ts';
import { Operations } from '#core/operations/registry.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { draftNamed, MemoryFiles, quietPorts } from '../memory.ts';
import { FAST } from '../restart/bench.ts';

const GATEWAY = { id: 'gw-1', name: 'Production EU' };
const made = (files: MemoryFiles, emit = (): void => undefined): Operations =>
  new Operations(quietPorts(files, FAST, emit));

it('a change is noted with who made it, how it ended and what is worth knowing', async () => {
  const files = new MemoryFiles();
  const told: unknown[] = [];
  const operations = new Operations(quietPorts(files, FAST, (name, payload) => told.push([name, payload])));
  const answer = await operations.noted(
    {
      kind: 'clean-up-repository',
      gateway: GATEWAY,
      target: 'nightly',
      notes: (freed: number) => ({ lines: [`${freed} bytes`] }),
    },
    () => Promise.resolve(7),
  );
  expect(answer).toBe(7);
  const [row] = await operations.history();
  expect(row).toMatchObject({
    kind: 'clean-up-repository',
    status: 'succeeded',
    user: 'svc-admin',
    target: 'nightly',
    gatewayName: 'Production EU',
    problem: '',
  });
  expect(row!.endedAt).toBeGreaterThanOrEqual(row!.startedAt);
  expect((await operations.found(row!.id)).log.map(({ text }) => text)).toEqual(['7 bytes']);
  expect(told).toEqual([['changed', { what: 'history' }]]);
  // Another start of the program finds it in the file.
  expect(await made(files).history()).toEqual([row]);
  expect(operations.list()).toEqual([]);
});

it('a change that fails is noted as failed, and whoever asked gets the same error', async () => {
  const operations = made(new MemoryFiles());
  const refused = new AppFailure(appError('repository-missing', { what: 'nightly' }));
  const wanted = { kind: 'remove-repository' as const, gateway: GATEWAY, target: 'nightly' };
  await expect(operations.noted(wanted, () => Promise.reject(refused))).rejects.toBe(refused);
  expect(await operations.history()).toMatchObject([{ status: 'failed', problem: refused.value.title }]);
  const lost = new AppFailure(appError('outcome-unknown', { what: 'nightly' }));
  await expect(operations.noted(wanted, () => Promise.reject(lost))).rejects.toBe(lost);
  expect((await operations.history()).map(({ status }) => status).sort()).toEqual(['failed', 'unknown']);
});

it('a change that counts but not wholly is a warning with its error', async () => {
  const operations = made(new MemoryFiles());
  const problem = appError('repository-not-shared', { what: 'nightly' });
  await operations.noted(
    {
      kind: 'register-repository',
      gateway: GATEWAY,
      target: 'nightly',
      notes: () => ({ lines: [], problem }),
    },
    () => Promise.resolve(),
  );
  expect(await operations.history()).toMatchObject([{ status: 'warning', problem: problem.title }]);
});

it('a change is unfinished while it lasts, stands in nobody’s way, and is interrupted after a crash', async () => {
  const files = new MemoryFiles();
  const operations = made(files);
  let finish = (): void => undefined;
  const working = operations.noted(
    { kind: 'install-plugin', gateway: GATEWAY, target: 'repository-s3' },
    () => new Promise<void>((resolve) => (finish = resolve)),
  );
  expect(operations.unfinished().map(({ kind }) => kind)).toEqual(['install-plugin']);
  expect(operations.running()).toEqual([]);
  await expect.poll(() => files.content.size).toBe(2);
  expect(await operations.history()).toMatchObject([{ status: 'running' }]);
  expect(await made(files).history()).toMatchObject([{ status: 'interrupted' }]);
  finish();
  await working;
  expect(operations.unfinished()).toEqual([]);
  expect(await operations.history()).toMatchObject([{ status: 'succeeded' }]);
});

async function startedEngine(files: MemoryFiles): Promise<Engine> {
  const engine = createEngine(quietPorts(files, FAST, () => undefined));
  await engine.start();
  return engine;
}

it('gateways: added, edited and removed, with what differs and never a secret', async () => {
  const files = new MemoryFiles();
  const engine = await startedEngine(files);
  const added = await engine.gateways.add({
    draft: draftNamed('Production'),
    secrets: { dataStorePassword: 'correct-horse-9240' },
  });
  const gatewayId = added.profile.id;
  await engine.gateways.update({
    gatewayId,
    draft: {
      ...draftNamed('Production EU'),
      dataStore: { addresses: ['http://127.0.0.1:9241'], username: 'elastic' },
    },
    secrets: { dataStorePassword: '', nodePassword: 'battery-staple-1' },
  });
  await engine.gateways.remove({ gatewayId });
  const rows = await engine.operations.history({});
  expect(new Set(rows.map(({ kind, status }) => `${kind} ${status}`))).toEqual(
    new Set(['add-gateway succeeded', 'edit-gateway succeeded', 'remove-gateway succeeded']),
  );
  expect(rows.every((row) => row.gatewayId === gatewayId && row.user === 'svc-admin')).toBe(true);
  const edited = await engine.operations.get({
    operationId: rows.find(({ kind }) => kind === 'edit-gateway')!.id,
  });
  expect(edited.log.map(({ text }) => text)).toEqual([
    'Name: Production -> Production EU',
    'Addresses of the data store: http://127.0.0.1:9240 -> http://127.0.0.1:9241',
    'User of the data store: none -> elastic',
    'Password of the data store: removed',
    'Password of the nodes: entered',
  ]);
  const written = [...files.content].filter(([name]) => name.startsWith('operations/')).join();
  expect(written).toContain('Production EU');
  expect(written).not.toMatch(/correct-horse|battery-staple/);
});

it('a gateway that was refused leaves no line, because there is none it could belong to', async () => {
  const engine = await startedEngine(new MemoryFiles());
  await engine.gateways.add({ draft: draftNamed('Production'), secrets: {} });
  await expect(engine.gateways.add({ draft: draftNamed('production'), secrets: {} })).rejects.toThrow(
    AppFailure,
  );
  expect(await engine.operations.history({})).toHaveLength(1);
});
