import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CallLog } from '#core/elasticsearch/call-log.ts';
import { DataStoreClient } from '#core/elasticsearch/client.ts';
import { systemClock } from '#core/files/system-clock.ts';
import { freePorts } from '#lab/processes/ports.ts';
import { AppFailure } from '#shared/errors/app-error.ts';

const servers: Server[] = [];
const clients: DataStoreClient[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  for (const server of servers.splice(0)) server.closeAllConnections();
});

async function refusing(): Promise<string> {
  const server = createServer((_, reply) => {
    const error = { type: 'security_exception', reason: 'missing authentication credentials' };
    reply.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify({ error, status: 401 }));
  });
  servers.push(server.unref());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
async function errorsAt(addresses: string[]): Promise<string[]> {
  const client = new DataStoreClient({ addresses }, new CallLog(), systemClock);
  clients.push(client);
  const ask = (): Promise<string> =>
    client.read(z.looseObject({}), { path: '/' }).then(
      () => '',
      (thrown: unknown) => (thrown instanceof AppFailure ? JSON.stringify(thrown.value) : String(thrown)),
    );
  return [await ask(), await ask()];
}

describe('a failure of a data store with several addresses', () => {
  it('names the address that it came from, not always the first', async () => {
    const [first = 0, second = 0] = await freePorts(2);
    const silent = [first, second].map((port) => `http://127.0.0.1:${port}`);
    // Every address was tried; the last one is the one that is told of.
    const [told = ''] = await errorsAt(silent);
    expect(silent.filter((address) => told.includes(address))).toHaveLength(1);
    const refused = await refusing();
    for (const error of await errorsAt([silent[0]!, refused])) {
      expect(error).toContain(refused);
      expect(error).not.toContain(`${silent[0]!}"`);
    }
  });
});
