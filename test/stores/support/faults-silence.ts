import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { mutateTenant } from '#lab/samples/mutate.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import { slowRepository } from './changes.ts';
import { errorsIn, type FaultLab, sent } from './faults-lab.ts';
import { draftFor, openEngine } from './open-engine.ts';

const ALL = ['test', 'status', 'list', 'repositories', 'choices', 'detail', 'plan', 'overview'] as const;
type Reading = (typeof ALL)[number];

/** Each endpoint that the reading side asks, and what cannot do without its answer. */
const ENDPOINTS: [name: string, line: RegExp, silent: Reading[]][] = [
  [
    'the root',
    /^GET \/ /,
    ['test', 'status', 'list', 'repositories', 'choices', 'detail', 'plan', 'overview'],
  ],
  [
    'the indices',
    /^GET \/_cluster\/state\/metadata\?filter_path=metadata\.indices/,
    ['test', 'choices', 'plan'],
  ],
  ['their counts', /^GET \/_cat\/indices/, ['test', 'choices', 'plan']],
  ['their aliases', /^GET \/_alias/, ['test', 'choices', 'plan']],
  ['the running work', /^GET \/_cluster\/state\?/, ['plan']],
  ['the repositories', /^GET \/_snapshot /, ['test', 'list', 'repositories']],
  ['the backups of one repository', /^GET \/_snapshot\/default\/_all/, ['list']],
  ['one backup', /^GET \/_snapshot\/default\/quiet[ ?]/, ['detail', 'plan']],
  ['the size of a backup', /^GET \/_snapshot\/default\/quiet\/_status/, []],
  ['the settings of the nodes', /^GET \/_nodes\/settings/, ['test', 'repositories']],
  ['their disks', /^GET \/_nodes\/\S+\/stats/, []],
  ['the health', /^GET \/_cluster\/health/, ['test', 'status', 'overview']],
];

/** What is waited for by somebody who looks at the screen. */
const QUICK_MS = 15_000;
const LIMIT_MS = 100_000;
/** Callers may share a reading that is under way and the one after it. */
const BACKGROUND_MS = 200_000;
const GIVEN_UP_MS = 400_000;
const STEP_MS = 500;

/** A server that takes a request and never answers it. */
export function silenceRules(at: FaultLab): void {
  afterEach(() => vi.useRealTimers());

  test('promise 4 behind a black hole at any endpoint every reading ends by its deadline', async () => {
    await at.bench.backUp('quiet');
    for (const [name, match, silent] of ENDPOINTS) {
      await at.proxy.setMode({ kind: 'black-hole', match });
      const ended = Object.entries(await readAll(at));
      const failed = ended.filter(([, { codes }]) => codes.length > 0);
      expect([name, failed.filter(([, { codes }]) => codes.join() !== 'no-reply')]).toEqual([name, []]);
      expect([name, silent.filter((what) => !failed.some(([one]) => one === what))]).toEqual([name, []]);
      expect([name, ended.filter(([, { afterMs }]) => afterMs > LIMIT_MS)]).toEqual([name, []]);
      await at.proxy.setMode({ kind: 'pass' });
      const { reachable } = await at.bench.engine.gateways.status({ gatewayId: at.bench.gatewayId });
      expect([name, reachable]).toEqual([name, true]);
    }
  });

  test('promise 4 the connection test and the status end within seconds, whichever endpoint is silent', async () => {
    for (const [name, match] of ENDPOINTS) {
      await at.proxy.setMode({ kind: 'black-hole', match });
      const { test: tested, status } = await readAll(at, ['test', 'status']);
      expect
        .soft([name, tested!.afterMs > QUICK_MS, status!.afterMs > QUICK_MS])
        .toEqual([name, false, false]);
    }
  });

  test('promise 4 a reply that stops half-way ends by its deadline too', async () => {
    const match = /^GET \/_snapshot\/default\/_all/;
    await at.proxy.setMode({ kind: 'stall', bytes: 90, match });
    expect((await readAll(at)).list?.codes).toEqual(['no-reply']);
    await at.proxy.setMode({ kind: 'pass' });
    const { readings } = await at.bench.list();
    expect(readings.filter((reading) => reading.error !== null)).toEqual([]);
  });

  test('promise 4 the program ends although a server is silent', async () => {
    const open = await openEngine();
    const { engine } = open;
    const draft = draftFor(at.bench.server, { dataStore: { addresses: [at.proxy.url] } });
    const { profile } = await engine.gateways.add({ draft, secrets: {} });
    await at.proxy.setMode({ kind: 'black-hole' });
    const asked = at.proxy.requests.length;
    const status = engine.gateways.status({ gatewayId: profile.id });
    while (at.proxy.requests.length === asked) await sleep(5);
    await open.close();
    // Its own deadline would have called it a server that does not reply.
    expect((await status).error?.code).toBe('cancelled');
  });

  test('promise 4 a backup that waits for an answer is cancelled at once', async () => {
    const { bench } = at;
    await slowRepository(bench.url, 'silent', { snapshot: '20kb' });
    const operationId = await bench.beginBackUp('silent', 'silent');
    await untilSilent(at, /^GET \/_snapshot\/silent\/silent\/_status/);
    await cancelled(at, operationId);
    const operation = await bench.engine.operations.ended(operationId);
    expect([operation.status, operation.error?.code]).toEqual(['cancelled', 'cancelled']);
    expect(sent(at, /^DELETE \/_snapshot\/silent\/silent /)).toHaveLength(1);
  });

  test('promise 4 a restore that waits for an answer is cancelled at once, and rolled back', async () => {
    const { bench } = at;
    await bench.backUp('waits');
    await mutateTenant(bench.url, 'default');
    const before = await bench.counts();
    const operationId = await bench.beginRestore('waits');
    await untilSilent(at, /^GET \/_cat\/shards/);
    await cancelled(at, operationId);
    const operation = await bench.engine.operations.ended(operationId);
    expect(operation).toMatchObject({
      status: 'cancelled',
      result: { outcome: 'rolled-back', leftOver: [] },
    });
    expect(await bench.counts()).toEqual(before);
    await bench.expectTidy();
  });
}

/** Cancels, and proves that the work goes on while the request without an answer is still waited for. */
async function cancelled(at: FaultLab, operationId: string): Promise<void> {
  const asked = at.proxy.requests.length;
  const waited = at.proxy.open.swallowed;
  await at.bench.engine.operations.cancel({ operationId });
  await at.proxy.setMode({ kind: 'pass' });
  while (at.proxy.requests.length === asked) await sleep(5);
  expect(at.proxy.open.swallowed).toBe(waited);
}

/** Lets such a request vanish and waits until one is under way. */
async function untilSilent(at: FaultLab, match: RegExp): Promise<void> {
  await at.proxy.setMode({ kind: 'black-hole', match });
  const asked = sent(at, match).length;
  while (sent(at, match).length === asked) await sleep(5);
}

/** What a reading could not read, and how long it was waited for. */
interface Ended {
  codes: ErrorCode[];
  afterMs: number;
}

/** Everything that only looks, side by side, until the last of it has ended. */
async function readAll(
  at: FaultLab,
  some: readonly Reading[] = ALL,
): Promise<Partial<Record<Reading, Ended>>> {
  const { gatewayId, engine } = at.bench;
  const target = { gatewayId, repository: 'default', name: 'quiet' };
  const draft = draftFor(at.bench.server, { name: 'Tried', dataStore: { addresses: [at.proxy.url] } });
  // Only deadlines and pauses are made short; sockets keep the time of this computer.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const readings: Record<Reading, () => Promise<unknown>> = {
    test: () => engine.gateways.test({ draft, secrets: {} }),
    status: () => engine.gateways.status({ gatewayId }),
    list: () => engine.backups.list({ gatewayId }),
    repositories: () => engine.repositories.list({ gatewayId }),
    choices: () => engine.backups.choices({ gatewayId }),
    detail: () => engine.backups.detail(target),
    plan: () => at.bench.plan('quiet'),
    overview: () =>
      engine.overview.get({ gatewayId }).then(({ dataStore, readings: shown }) => ({ dataStore, shown })),
  };
  const ended: Partial<Record<Reading, Ended>> = {};
  let waited = 0;
  const state = { isOver: false };
  const all = Promise.all(
    some.map(async (what) => {
      const answer = await readings[what]().catch((thrown: unknown) => thrown);
      ended[what] = { codes: [...new Set(errorsIn(answer))], afterMs: waited };
    }),
  ).finally(() => (state.isOver = true));
  // What goes on in the background has ended too when the timers are real again.
  for (let after = 0; !state.isOver || after < BACKGROUND_MS; ) {
    await sleep(5);
    const { passed, swallowed } = at.proxy.open;
    const step = state.isOver ? 10 * STEP_MS : swallowed > 0 && passed === 0 ? STEP_MS : 1;
    if (state.isOver) after += step;
    await vi.advanceTimersByTimeAsync(step);
    waited += step;
    if (waited > GIVEN_UP_MS)
      expect.fail(`still not ended: ${some.filter((what) => !(what in ended)).join()}`);
  }
  await all;
  vi.useRealTimers();
  return ended;
}
