import { afterEach, describe, expect, it } from 'vitest';
import type { PendingRestart, RestartNode } from '#shared/model/restart.ts';
import { until } from '../until.ts';
import { type Bench, type BenchOptions, bench, IMPATIENT } from './bench.ts';
import { FakeStore } from './fake-store.ts';

let current: Bench | null = null;
let store: FakeStore;
let storeId: string;
afterEach(async () => current?.close());

const WHY = 'path.repo of the data store was changed';

/** A gateway without autostart whose data store, and then whose first node, have to be restarted. */
async function ready(
  options: Partial<BenchOptions> = {},
  change?: (store: FakeStore) => void,
): Promise<Bench> {
  store = new FakeStore();
  change?.(store);
  current = await bench({
    nodes: [{}, {}],
    store: store.access,
    storeHealth: () => store.readHealth(),
    ...options,
  });
  const due = await current.restarts.requestOn(current.gateway, ['n0'], WHY, [store.node]);
  storeId = due.nodes[0]!.nodeId;
  return current;
}

const due = (b: Bench): Promise<PendingRestart | null> => b.restarts.pending('gw-1');
const part = async (b: Bench): Promise<RestartNode | undefined> => (await due(b))?.nodes[0];
const states = (pending: PendingRestart | null) => pending?.nodes.map((node) => node.state);
const last = (b: Bench) => b.events.filter((event) => event.pending !== null).at(-1)!.pending!;

describe('E21 the data store where the gateway does not start it along', () => {
  it('is asked for before the node that runs beside it, and no other node is', async () => {
    const b = await ready();
    expect(await due(b)).toMatchObject({
      why: WHY,
      nodes: [
        { name: 'es-1', state: 'pending', store: { here: true, process: { pid: 100 } } },
        { nodeId: 'n0', state: 'pending' },
      ],
    });
  });

  it('is restarted by its scripts first; it counts as back with another process, twice in a row', async () => {
    const b = await ready();
    // As the page sends it, or in any other order.
    const operation = await b.run('n0', storeId);
    expect(operation).toMatchObject({
      status: 'succeeded',
      result: { healthy: ['es-1', 'node-0'], failed: [] },
    });
    expect(store.ran).toEqual(['store-shutdown', 'store-startup']);
    const [own, node] = last(b).nodes;
    expect(own!.events.map((event) => event.text)).toEqual([
      'shutdown.sh ended, exit 0',
      'Process 100 has ended',
      'startup.sh ended, exit 0',
      'Process 101, 1 of 1 nodes, green, first answer',
      'Process 101, 1 of 1 nodes, green, second answer',
    ]);
    expect(own).toMatchObject({ engine: 'green', store: { process: { pid: 101 } } });
    expect(b.nodes[0]!.shutdowns[0]!.at).toBeGreaterThanOrEqual(own!.endedAt!);
    expect(node!.state).toBe('healthy');
    expect(b.nodes[1]!.seen).toEqual([]);
    expect(await due(b)).toBeNull();
  });

  it('comes first: the gateway alone is refused while it is due', async () => {
    const b = await ready();
    await expect(b.restarts.start(b.gateway, ['n0'])).rejects.toMatchObject({
      value: { code: 'restart-store-first' },
    });
    expect(b.nodes[0]!.seen).toEqual([]);
    expect((await b.run(storeId)).status).toBe('succeeded');
    expect((await b.run('n0')).status).toBe('succeeded');
  });

  it('is not started while its process may still be there, whatever its stop script said', async () => {
    const b = await ready({ timing: IMPATIENT }, (one) => {
      one.stop = () => {
        // It no longer answers, and still writes.
        one.process = null;
        one.health = null;
        return { end: 'exited', code: 0, output: '' };
      };
    });
    expect(await b.run(storeId, 'n0')).toMatchObject({ status: 'failed', error: { code: 'store-not-down' } });
    expect(store.ran).toEqual(['store-shutdown']);
    expect(states(await due(b))).toEqual(['failed', 'pending']);
    expect(b.nodes[0]!.seen).toEqual([]);
  });

  it('is not stopped where its host does not show its process', async () => {
    const b = await ready({}, (one) => one.running.clear());
    expect((await b.run(storeId)).error?.code).toBe('store-process-unseen');
    expect(store.ran).toEqual([]);
  });

  it('E7 is not stopped while a backup runs, whoever began it', async () => {
    const b = await ready({}, (one) => {
      one.work = ['backup nightly'];
    });
    expect((await b.run(storeId)).error).toMatchObject({
      code: 'store-busy',
      cause: 'Running on the server: backup nightly.',
    });
    expect(store.ran).toEqual([]);
    store.work = [];
    expect((await b.run(storeId)).status).toBe('succeeded');
  });

  it('is not started when it does not answer: another start may be on its way', async () => {
    const b = await ready();
    store.end();
    expect((await b.run(storeId)).error?.code).toBe('store-process-unseen');
    expect(store.ran).toEqual([]);
  });

  it('is started once, also after a start that seemed to be in vain', async () => {
    const b = await ready({ timing: IMPATIENT }, (one) => {
      one.start = () => {
        // The process is there; it answers only much later.
        one.begin();
        one.process = null;
        one.health = null;
        return { end: 'exited', code: 0, output: '' };
      };
    });
    expect((await b.run(storeId)).error).toMatchObject({
      code: 'store-not-started',
      next: expect.stringContaining('/opt/sag/InternalDataStore/logs') as string,
    });
    await b.run(storeId);
    expect(store.ran).toEqual(['store-shutdown', 'store-startup']);
    expect(store.most).toBe(1);
  });

  it('a host that cannot be asked for a moment has not said that it ended', async () => {
    const b = await ready();
    let asked = 0;
    store.host.isRunning = (pid) => {
      asked += 1;
      if (asked === 2) return Promise.reject(new Error('cut'));
      return Promise.resolve(asked === 3 ? null : store.running.has(pid));
    };
    expect((await b.run(storeId)).status).toBe('succeeded');
    expect(asked).toBe(4);
  });

  it('that was started by hand and ticked off while its old process ended is not started a second time', async () => {
    const b = await ready();
    store.stop = () => ({ end: 'exited', code: 0, output: '' });
    let asked = 0;
    store.host.isRunning = async (pid) => {
      asked += 1;
      if (asked === 2) {
        store.end();
        store.begin();
        await b.restarts.tickOff('gw-1', storeId);
      }
      return store.running.has(pid);
    };
    await b.run(storeId);
    expect(store.ran).toEqual(['store-shutdown']);
    expect(store.most).toBe(1);
    expect(states(await due(b))?.[0]).toBe('ticked-off');
  });

  it('that is red, or not complete, is not back; the gateway is not touched', async () => {
    const b = await ready({ timing: IMPATIENT }, (one) => {
      one.health = { nodes: 3, health: 'green' };
      one.start = () => {
        one.begin({ nodes: 3, health: 'red' });
        return { end: 'exited', code: 0, output: '' };
      };
    });
    const operation = await b.run(storeId, 'n0');
    expect(operation.error).toMatchObject({
      code: 'store-not-started',
      cause: expect.stringContaining('3 of 3 nodes, red') as string,
    });
    expect(b.nodes[0]!.seen).toEqual([]);
  });

  it('needs two good answers in a row', async () => {
    const b = await ready();
    const looks: ('green' | 'red')[] = ['green', 'green', 'red', 'green', 'green'];
    const read = store.readHealth;
    store.readHealth = () => ({ ...read(), health: looks.shift() ?? 'green' });
    await b.run(storeId);
    expect(
      last(b)
        .nodes[0]!.events.map((event) => event.text)
        .slice(3),
    ).toEqual([
      'Process 101, 1 of 1 nodes, green, first answer',
      'No second good answer: Process 101, 1 of 1 nodes, red',
      'Process 101, 1 of 1 nodes, green, first answer',
      'Process 101, 1 of 1 nodes, green, second answer',
    ]);
  });

  it('that was restarted by somebody else meanwhile is only looked at', async () => {
    const b = await ready();
    store.end();
    store.begin();
    expect((await b.run(storeId)).status).toBe('succeeded');
    expect(store.ran).toEqual([]);
  });

  it('is restarted once more when it is wanted again', async () => {
    const b = await ready();
    await b.run(storeId);
    expect((await b.run(storeId)).status).toBe('succeeded');
    expect(store.ran).toEqual(['store-shutdown', 'store-startup', 'store-shutdown', 'store-startup']);
  });

  it('is due once more when it is asked for while it restarts, and not when a restore asks for the gateway', async () => {
    for (const [again, left] of [
      [true, ['pending']],
      [false, undefined],
    ] as const) {
      const b = await ready({}, (one) => {
        one.start = () => {
          one.begin({ nodes: 1, health: 'red' });
          return { end: 'exited', code: 0, output: '' };
        };
      });
      const id = await b.restarts.start(b.gateway, [storeId, 'n0']);
      await until(async () => (await part(b))?.state === 'starting');
      if (again) await b.restarts.requestOn(b.gateway, [], 'a plugin was installed', [store.node]);
      else await b.restarts.request(b.gateway, 'Restore of nightly', 'op-1');
      store.health = { nodes: 1, health: 'green' };
      await b.operations.ended(id);
      const stores = (await due(b))?.nodes.filter((node) => node.store !== undefined);
      expect(stores?.filter(({ state }) => state !== 'healthy').map(({ state }) => state) ?? []).toEqual(
        left ?? [],
      );
      await b.close();
    }
  });

  it('stays due when a restore asks for the gateway, and a restore alone never asks for it', async () => {
    const b = await ready();
    const both = await b.restarts.request(b.gateway, 'Restore of nightly', 'op-1');
    expect(both.nodes.map(({ name }) => name)).toEqual(['es-1', 'node-0', 'node-1']);
    expect(both).toMatchObject({ operationId: 'op-1', why: `${WHY}; Restore of nightly` });
    await b.run(storeId, 'n0', 'n1');
    const next = await b.restarts.request(b.gateway, 'Restore of weekly', 'op-2');
    expect(next.nodes.map(({ name }) => name)).toEqual(['node-0', 'node-1']);
    expect(next.why).toBe('Restore of weekly');
  });

  it('a run that broke off leaves it due with the process that has to go', async () => {
    const b = await ready({}, (one) => {
      one.stop = () => ({ end: 'overdue' });
    });
    await b.restarts.start(b.gateway, [storeId]);
    await until(
      async () => (await part(b))?.events.at(-1)?.text.startsWith('Process 100 still runs') === true,
    );
    await b.restarts.stop();
    expect(await part(b)).toMatchObject({ state: 'pending', store: { process: { pid: 100 } } });
    expect(store.ran).toEqual(['store-shutdown']);
  });
});

describe('E21 the data store by hand', () => {
  const byHand = (one: FakeStore): void => {
    one.hasScripts = false;
  };

  it('is watched until another process answers; no script is run', async () => {
    const b = await ready({}, byHand);
    expect(await part(b)).toMatchObject({ store: { here: false, via: null } });
    const id = await b.restarts.start(b.gateway, [storeId]);
    await until(
      async () =>
        (await part(b))?.events.at(-1)?.text === 'Waits until it is restarted by hand; still process 100',
    );
    store.end();
    await until(async () => (await part(b))?.state === 'down');
    store.begin();
    expect((await b.operations.ended(id)).status).toBe('succeeded');
    expect(store.ran).toEqual([]);
  });

  it('that was never restarted is no success', async () => {
    const b = await ready({ timing: { nodeBackMs: 200 } }, byHand);
    expect((await b.run(storeId)).error?.code).toBe('node-not-seen-down');
  });

  it('is ticked off after a look at its process, or without one where that is wanted', async () => {
    const b = await ready({}, byHand);
    await expect(b.restarts.tickOff('gw-1', storeId)).rejects.toMatchObject({
      value: { code: 'store-not-restarted', cause: expect.stringContaining('process 100') as string },
    });
    store.end();
    await expect(b.restarts.tickOff('gw-1', storeId)).rejects.toMatchObject({
      value: { code: 'store-unread' },
    });
    expect(states(await due(b))).toEqual(['pending', 'pending']);
    store.begin();
    const left = await b.restarts.tickOff('gw-1', storeId);
    expect(left!.nodes[0]).toMatchObject({ state: 'ticked-off' });
    expect(left!.nodes[0]!.events.at(-1)!.text).toBe('Ticked off by svc-admin; it runs as process 101 now');
    await b.restarts.requestOn(b.gateway, [], WHY, [store.node]);
    expect(states(await b.restarts.tickOff('gw-1', storeId, true))).toEqual(['ticked-off', 'pending']);
  });

  it('that has another name after each start is found by its place', async () => {
    const b = await ready({}, byHand);
    store.end();
    store.begin();
    store.name = 'Blue Marvel';
    expect(states(await b.restarts.tickOff('gw-1', storeId))).toEqual(['ticked-off', 'pending']);
  });
});

describe('a restart with the data store, asked for by an administrator', () => {
  it('names all of its nodes, and is refused where the gateway starts it along', async () => {
    const b = await ready();
    const all = await b.restarts.requestAll(b.gateway, 'Asked for by hand');
    expect(all.nodes.map(({ name }) => name)).toEqual(['es-1', 'node-0', 'node-1']);
    await expect(b.restarts.requestAll({ ...b.gateway, autostart: true }, 'why')).rejects.toMatchObject({
      value: { code: 'restart-store-along' },
    });
  });
});
