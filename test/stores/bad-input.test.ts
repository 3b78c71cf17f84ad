import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closedPort, startBlackHole, startHtmlServer, startNotElasticsearch } from '#lab/faults/impostors.ts';
import { startServer } from '#lab/servers/start.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import { PlanChoices } from '#shared/model/plan.ts';
import type { BackupSelection } from '#shared/model/primitives.ts';
import { backupNameProblem } from '#shared/rules/backup-name.ts';
import { type Bench, expectSentences, openBench, refusal } from './support/bench.ts';
import { NAMES } from './support/names.ts';
import { draftFor, openEngine } from './support/open-engine.ts';

/** Whatever is typed wrongly: the code of the catalogue, whole sentences, nothing changed, and work goes on. */
describe('bad input on 7.13.0', () => {
  let bench: Bench;
  let world: unknown;

  beforeAll(async () => {
    bench = await openBench('7.13.0');
    await bench.backUp('first');
  });
  beforeEach(async () => {
    world = await bench.world();
  });
  afterAll(() => bench.stop());

  async function expectUnchanged(): Promise<void> {
    expect(await bench.world()).toEqual(world);
    await bench.expectTidy();
  }

  const create = (
    name: string,
    selection: BackupSelection = { kind: 'everything' },
    repository = 'default',
  ) =>
    bench.engine.backups.create({
      gatewayId: bench.gatewayId,
      backup: { repository, name, selection, reason: '' },
    });

  /** The address in the test of a connection, in the status, and under a backup and a restore. */
  async function codesAt(address: string): Promise<(ErrorCode | undefined)[]> {
    const draft = draftFor(bench.server, { name: `At ${address}`, dataStore: { addresses: [address] } });
    const { engine } = bench;
    const { profile } = await engine.gateways.add({ draft, secrets: {} });
    const gatewayId = profile.id;
    const backup = {
      repository: 'default',
      name: 'x',
      selection: { kind: 'everything' },
      reason: '',
    } as const;
    const created = refusal(engine.backups.create({ gatewayId, backup }));
    const started = performance.now();
    const report = await engine.gateways.test({ draft, secrets: {} });
    expect(report.usable).toBe(false);
    const tested = report.checks.find((check) => check.error !== null)?.error;
    const status = await engine.gateways.status({ gatewayId });
    expect(status.reachable).toBe(false);
    expect(performance.now() - started).toBeLessThan(20_000);
    for (const error of [tested, status.error]) expectSentences(error!);
    const codes = [tested?.code, status.error?.code, await created];
    await engine.gateways.remove({ gatewayId });
    return codes;
  }

  test('promise 1 a host that does not exist, and a port where nobody listens', async () => {
    expect(await codesAt('http://no-such-host.invalid:9240')).toEqual(Array(3).fill('address-unknown'));
    const port = await closedPort();
    expect(await codesAt(`http://127.0.0.1:${port}`)).toEqual(Array(3).fill('connection-refused'));
    expect(await codesAt(`https://127.0.0.1:${bench.server.httpPort}`)).toEqual(
      Array(3).fill('plain-http-expected'),
    );
    await expectUnchanged();
  });

  test('promise 35 a web page and a service that is no data store', async () => {
    const [html, json] = [await startHtmlServer(), await startNotElasticsearch()];
    try {
      expect(await codesAt(html.url)).toEqual(Array(3).fill('not-json'));
      expect(await codesAt(json.url)).toEqual(Array(3).fill('not-a-data-store'));
    } finally {
      await Promise.all([html.stop(), json.stop()]);
    }
    await expectUnchanged();
  });

  test('promise 4 a black hole ends by its deadline', async () => {
    const hole = await startBlackHole();
    try {
      expect(await codesAt(hole.url)).toEqual(Array(3).fill('no-reply'));
    } finally {
      await hole.stop();
    }
    await expectUnchanged();
  });

  test('E3 promise 22 a bad backup name never reaches the server', async () => {
    const stricter = ['.', '..', '', 'a\tb', 'a\u00a0b', 'a\u0007b', 'x'.repeat(201)];
    const bad = [...NAMES.filter((name) => backupNameProblem(name) !== null), ...stricter];
    const before = (await bench.engine.gateways.calls({ gatewayId: bench.gatewayId })).length;
    for (const name of bad)
      expect([name, await refusal(create(name))]).toEqual([name, 'backup-name-invalid']);
    expect((await bench.engine.gateways.calls({ gatewayId: bench.gatewayId })).length).toBe(before);
    await expectUnchanged();
  });

  test('promise 1 names, places and choices that do not fit', async () => {
    const index = Object.keys(await bench.counts())[0]!;
    expect(await refusal(create('first'))).toBe('backup-name-taken');
    expect(await refusal(create('x', { kind: 'indices', indices: [] }))).toBe('nothing-selected');
    const foreign = Object.keys(await bench.counts('default2'))[0]!;
    for (const name of [foreign, '*', 'gateway_default*', `${index},${foreign}`, '_all', 'no-such-index'])
      expect(await refusal(create('x', { kind: 'indices', indices: [index, name] }))).toBe('index-missing');
    expect(await refusal(create('x', { kind: 'everything' }, 'no-such-repository'))).toBe(
      'repository-missing',
    );
    await expectUnchanged();
  });

  test('promise 9 a folder outside path.repo, and other repositories that cannot be', async () => {
    const { gatewayId } = bench;
    const register = (name: string, location: string) =>
      refusal(bench.engine.repositories.register({ gatewayId, name, place: { kind: 'fs', location } }));
    for (const location of ['/etc/outside', '../up', '/', `${bench.server.repoFolder}/../../up`])
      expect(await register('outside', location)).toBe('repository-folder-refused');
    for (const name of ['a,b', 'a b', '*', '_all', '', '..', 'a#b'])
      expect(await register(name, 'fine')).toBe('input-invalid');
    expect(await register('default', 'fine')).toBe('input-invalid');
    await expectUnchanged();
  });

  test('promise 1 a tenant that is not there', async () => {
    const { engine } = bench;
    const draft = draftFor(bench.server, { name: 'Other', tenant: 'nobody' });
    const report = await engine.gateways.test({ draft, secrets: {} });
    expect(report.checks.find((check) => check.id === 'tenant')?.error?.code).toBe('tenant-empty');
    const { profile } = await engine.gateways.add({ draft, secrets: {} });
    const gatewayId = profile.id;
    const backup = {
      repository: 'default',
      name: 'x',
      selection: { kind: 'everything' },
      reason: '',
    } as const;
    expect(await refusal(engine.backups.create({ gatewayId, backup }))).toBe('tenant-empty');
    const choices = PlanChoices.parse({ fixes: {}, safetyBackup: true });
    const plan = await engine.restores.plan({ gatewayId, repository: 'default', name: 'first', choices });
    expect(plan.blockers.map((blocker) => blocker.code)).toEqual(['tenant-not-in-backup']);
    expect(plan.blockers[0]?.cause).toBe('It was made of the tenant default.');
    const start = engine.restores.start({ planId: plan.id, tenant: 'nobody', reason: '' });
    expect(await refusal(start)).toBe('tenant-not-in-backup');
    await engine.gateways.remove({ gatewayId });
    await expectUnchanged();
  });

  test('promise 1 a read-only gateway is looked at and never changed', async () => {
    const { engine } = bench;
    const draft = draftFor(bench.server, { name: 'Looking only', readOnly: true });
    const { profile } = await engine.gateways.add({ draft, secrets: {} });
    const gatewayId = profile.id;
    const target = { gatewayId, repository: 'default', name: 'first' };
    const backup = {
      repository: 'default',
      name: 'x',
      selection: { kind: 'everything' },
      reason: '',
    } as const;
    const plan = await engine.restores.plan({
      ...target,
      choices: PlanChoices.parse({ fixes: {}, safetyBackup: true }),
    });
    const refused = await Promise.all([
      refusal(engine.backups.create({ gatewayId, backup })),
      refusal(engine.backups.delete({ gatewayId, backups: [{ repository: 'default', name: 'first' }] })),
      refusal(engine.restores.start({ planId: plan.id, tenant: 'default', reason: '' })),
      refusal(engine.repositories.register({ gatewayId, name: 'x', place: { kind: 'fs', location: 'x' } })),
    ]);
    expect(refused).toEqual(Array(4).fill('gateway-read-only'));
    expect((await engine.backups.list({ gatewayId })).rows.map((row) => row.name)).toEqual(['first']);
    await engine.gateways.remove({ gatewayId });
    await expectUnchanged();
  });

  test('promise 1 a restore of what is not there', async () => {
    const { engine, gatewayId } = bench;
    const choices = PlanChoices.parse({ fixes: {}, safetyBackup: true });
    const plan = (repository: string, name: string) =>
      refusal(engine.restores.plan({ gatewayId, repository, name, choices }));
    expect(await plan('default', 'no-such-backup')).toBe('backup-missing');
    expect(await plan('no-such-repository', 'first')).toBe('repository-missing');
    const start = engine.restores.start({ planId: 'plan-unknown', tenant: 'default', reason: '' });
    expect(await refusal(start)).toBe('plan-unknown');
    const { operationId } = await engine.backups.delete({
      gatewayId,
      backups: [{ repository: 'default', name: 'none' }],
    });
    const operation = await engine.operations.ended(operationId);
    expect([operation.status, operation.error?.code]).toEqual(['failed', 'backup-missing']);
    await expectUnchanged();
  });

  test('promise 1 a data store without path.repo is told of before anything is tried', async () => {
    const server = await startServer('7.13.0', { pathRepo: false });
    const open = await openEngine();
    try {
      await bench.raw('GET', '/');
      await fetch(`${server.url}/gateway_default_apis`, { method: 'PUT' });
      const draft = draftFor(server);
      const report = await open.engine.gateways.test({ draft, secrets: {} });
      const folder = report.checks.find((check) => check.id === 'backup-folder');
      expect([folder?.state, folder?.error?.code]).toEqual(['warning', 'repository-no-folder']);
      const { profile } = await open.engine.gateways.add({ draft, secrets: {} });
      const gatewayId = profile.id;
      const list = await open.engine.repositories.list({ gatewayId });
      expect(list.defaultRefused?.code).toBe('repository-no-folder');
      const register = open.engine.repositories.register({
        gatewayId,
        name: 'x',
        place: { kind: 'fs', location: '/tmp/x' },
      });
      expect(await refusal(register)).toBe('repository-no-folder');
      const backup = {
        repository: 'default',
        name: 'x',
        selection: { kind: 'everything' },
        reason: '',
      } as const;
      const { operationId } = await open.engine.backups.create({ gatewayId, backup });
      const operation = await open.engine.operations.ended(operationId);
      expect([operation.status, operation.error?.code]).toEqual(['failed', 'repository-no-folder']);
      expect(await (await fetch(`${server.url}/_snapshot`)).json()).toEqual({});
    } finally {
      await open.close();
      await server.stop();
    }
  });

  test('promise 1 after all this a backup and a restore still work', async () => {
    const counts = await bench.counts();
    await bench.backUp('last');
    await bench.restored('last');
    expect(await bench.counts()).toEqual(counts);
    await bench.expectTidy();
  });
});
