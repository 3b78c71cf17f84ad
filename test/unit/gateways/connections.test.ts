import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createEngine } from '#core/engine.ts';
import { Connections } from '#core/gateways/connections.ts';
import type { Profiles } from '#core/gateways/profiles.ts';
import { Operations } from '#core/operations/registry.ts';
import { gate } from '#lab/gate.ts';
import { freePort } from '#lab/processes/ports.ts';
import { draftNamed, MemoryFiles, quietPorts } from '../memory.ts';
import { FAST } from '../restart/bench.ts';
import { PLAIN_JOURNAL } from '../restore/plain-journal.ts';

const GATEWAY = { id: 'gw-1', name: 'Production EU' };
const WORK = { kind: 'restore' as const, target: 'nightly', reason: '', phases: [], cancellable: true };

it('E14 a gateway that is edited takes nothing from the work that goes on', async () => {
  const port = await freePort();
  const server = createServer((_, response) =>
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ version: { number: '7.13.0' }, cluster_name: 'x', cluster_uuid: 'u' })),
  );
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const ports = quietPorts(new MemoryFiles(), FAST, () => undefined);
  const operations = new Operations(ports);
  const dataStore = { addresses: [`http://127.0.0.1:${port}`] };
  const profile = { ...draftNamed('Production EU'), ...GATEWAY, createdAt: 1, dataStore };
  const profiles = { get: () => profile, all: () => [profile], storeSecrets: () => Promise.resolve({}) };
  const connections = new Connections(
    () => profiles as unknown as Profiles,
    ports.clock,
    (gatewayId) => operations.idle(gatewayId),
  );
  onTestFinished(() => connections.closeAll());
  const over = gate();
  const { store } = await connections.of('gw-1');
  const read = (): Promise<unknown> => store.read(z.looseObject({}), { path: '/' });
  const id = operations.begin({ ...WORK, gateway: GATEWAY }, () =>
    over.opened.then(() => ({ status: 'succeeded', result: null, error: null })),
  );
  connections.forget('gw-1');
  expect((await connections.of('gw-1')).store).not.toBe(store);
  expect(await read()).toMatchObject({ cluster_uuid: 'u' });
  over.open();
  await operations.ended(id);
  await expect
    .poll(() =>
      read().then(
        () => 'open',
        () => 'closed',
      ),
    )
    .toBe('closed');
});

it('E16 a gateway is not removed while a restore of it is open', async () => {
  const files = new MemoryFiles();
  const engine = createEngine(quietPorts(files, FAST, () => undefined));
  await engine.start();
  onTestFinished(() => engine.stop());
  const { profile } = await engine.gateways.add({ draft: draftNamed('Production EU'), secrets: {} });
  files.content.set(
    'journals/op-1.json',
    JSON.stringify({ ...PLAIN_JOURNAL, step: 'close', gatewayId: profile.id }),
  );
  await expect(engine.gateways.remove({ gatewayId: profile.id })).rejects.toMatchObject({
    value: { code: 'journal-open' },
  });
  expect(await engine.gateways.list({})).toHaveLength(1);
  await engine.journals.resolve({ journalId: 'op-1', action: 'close-by-hand' });
  await engine.gateways.remove({ gatewayId: profile.id });
  expect(await engine.gateways.list({})).toEqual([]);
});
