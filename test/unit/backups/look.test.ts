import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ReplayServer, startReplay } from '#lab/replay/server.ts';
import { draftFor, type OpenEngine, openEngine } from '../../stores/support/open-engine.ts';

interface Reply {
  snapshots?: { snapshot: string; state: string }[];
}

/** What another tool has done to the list of a repository since it was recorded. */
let elsewhere: (repository: string, reply: Reply) => Reply | null = (_, reply) => reply;
let asked: string[] = [];
let store: ReplayServer;
let proxy: Server;
let open: OpenEngine;
let gatewayId = '';

beforeAll(async () => {
  store = await startReplay({ repositories: 2, backups: 5, dead: true });
  proxy = createServer((request, response) => {
    const url = request.url ?? '/';
    asked.push(url);
    const repository = /^\/_snapshot\/([^/]+)\/_all/.exec(url)?.[1];
    void fetch(`${store.url}${url}`).then(async (answer) => {
      const text = await answer.text();
      const changed =
        repository === undefined || !answer.ok ? text : elsewhere(repository, JSON.parse(text) as Reply);
      const headers = { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' };
      response.writeHead(changed === null ? 500 : answer.status, headers);
      response.end(typeof changed === 'string' ? changed : JSON.stringify(changed ?? { status: 500 }));
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  open = await openEngine();
  const draft = draftFor(store, { dataStore: { addresses: [url] } });
  gatewayId = (await open.engine.gateways.add({ draft, secrets: {} })).profile.id;
});
afterAll(async () => {
  await open.close();
  proxy.closeAllConnections();
  proxy.close();
  await store.stop();
});

const look = async (): Promise<boolean> => (await open.engine.backups.look({ gatewayId })).same;

test('E19 a list that was not read is not the same', async () => {
  expect(await look()).toBe(false);
});

test.each<[string, typeof elsewhere, boolean]>([
  ['nothing was done, with a repository that is dead as before', (_, reply) => reply, true],
  [
    'a backup was deleted',
    (name, reply) =>
      name === 'nightly-02' ? { ...reply, snapshots: reply.snapshots?.slice(1) ?? [] } : reply,
    false,
  ],
  [
    'a backup has ended',
    (name, reply) => ({
      ...reply,
      snapshots: (reply.snapshots ?? []).map((one, at) =>
        name === 'nightly-01' && at === 0 ? { ...one, state: 'PARTIAL' } : one,
      ),
    }),
    false,
  ],
  ['a repository can no longer be read', (name, reply) => (name === 'nightly-01' ? null : reply), false],
])('E19 after it was read, when %s', async (_, done, same) => {
  elsewhere = (_name, reply) => reply;
  await open.engine.backups.list({ gatewayId });
  await open.engine.backups.complete({ gatewayId });
  elsewhere = done;
  asked = [];
  expect(await look()).toBe(same);
  // Names and states alone: no details, however many there are.
  expect(asked.filter((url) => url.includes('/_all') && !url.includes('verbose=false'))).toEqual([]);
  expect(asked.filter((url) => url.includes('/_all')).length).toBeLessThanOrEqual(3);
});
