import { describe, expect, it } from 'vitest';
import type { StoredRepository } from '#core/elasticsearch/repositories.ts';
import type { Change } from '#core/elasticsearch/request.ts';
import type { Connection } from '#core/gateways/connections.ts';
import { editRepository } from '#core/repositories/edit.ts';
import { repositoryCalls } from '#core/repositories/plan-calls.ts';
import { registerNew } from '#core/repositories/register.ts';
import { prepareSafetyPlace } from '#core/repositories/safety-repository.ts';
import { filled, wantedOf } from '#core/repositories/wanted.ts';
import type { PlannedCall } from '#shared/model/planned-call.ts';
import type { RepositoryPlan } from '#shared/model/repository-place.ts';
import { NO_BUCKET } from '#shared/rules/repository-settings.ts';

interface Body {
  type: string;
  settings: Record<string, unknown>;
}
const KEYS = { accessKey: 'cAnArY-access', secretKey: 'cAnArY-secret' };

/** A data store that does what it is told, and what it was told. */
function lab(...known: StoredRepository[]) {
  const there = new Map(known.map((one) => [one.name, one]));
  const sent: { method: string; path: string; body: Body | null }[] = [];
  const nameOf = (path: string): string => decodeURIComponent(path.split('/')[2] ?? '');
  const store = {
    where: 'http://127.0.0.1',
    read: (_: unknown, { path }: { path: string }) =>
      Promise.resolve(path === '/_snapshot' ? Object.fromEntries(there) : { nodes: {} }),
    write: (_: unknown, method: string, { path, body }: Change) => {
      sent.push({ method, path, body: body as Body });
      there.set(nameOf(path), { name: nameOf(path), ...(body as Body) });
      return Promise.resolve({});
    },
    change: (method: string, { path }: Change) => {
      sent.push({ method, path, body: null });
      there.delete(nameOf(path));
      return Promise.resolve();
    },
  };
  const connection = {
    store,
    storeKey: 'store-12345678',
    can: { keysInSettings: true },
    gateway: { tenant: 'default' },
  } as unknown as Connection;
  return { connection, sent };
}

const plan = (changes: Partial<RepositoryPlan>): RepositoryPlan => ({
  gatewayId: 'gw-1',
  does: 'register',
  name: 'far',
  place: { kind: 'fs', location: '/mnt/backup' },
  withKeys: false,
  ...changes,
});
const lines = (calls: readonly { method: string; path: string }[]): string[] =>
  calls.map(({ method, path }) => `${method} ${path}`);
const keysOfBody = ({ body }: PlannedCall): string[] =>
  Object.keys((JSON.parse(body ?? '{}') as Body).settings);

describe('the calls of a repository, told before they are sent', () => {
  it('are the one that registers a folder', async () => {
    const told = await repositoryCalls(lab().connection, plan({}));
    expect(told).toEqual([
      {
        phase: 'repository',
        method: 'PUT',
        path: '/_snapshot/far',
        body: '{"type":"fs","settings":{"location":"/mnt/backup"}}',
        ifNeeded: false,
      },
    ]);
  });

  it('are those that register a bucket and the place of safety backups, and hold no key', async () => {
    const place = { ...NO_BUCKET, bucket: 'apigw-backup', basePath: 'prod' };
    const { connection, sent } = lab();
    const told = await repositoryCalls(connection, plan({ place, withKeys: true }));
    expect(sent).toEqual([]);
    const { type, settings } = wantedOf(connection.can, place, KEYS);
    await registerNew(connection.store, 'far', type, filled(settings));
    await prepareSafetyPlace(connection, 'far', KEYS);
    expect(lines(told)).toEqual(lines(sent));
    expect(told.map(keysOfBody)).toEqual(sent.map(({ body }) => Object.keys(body?.settings ?? {})));
    expect(told).toHaveLength(2);
    for (const { body } of told) expect(body).toContain('"secret_key":"***"');
  });

  it('are those of an edit: tried under another name first, a leftover of that removed', async () => {
    const before = { name: 'far', type: 'hdfs', settings: { uri: 'hdfs://one', password: 'hunter22' } };
    const left = { ...before, name: 'gateway-vault-trial-far' };
    const { connection, sent } = lab(before, left);
    const settings = { uri: 'hdfs://cAnArY', security: { principal: 'cAnArY' }, compress: true };
    const place = { kind: 'other', type: 'hdfs', settings: JSON.stringify(settings) } as const;
    const told = await repositoryCalls(connection, plan({ does: 'edit', place }));
    await editRepository(
      connection,
      before,
      { gatewayId: 'gw-1', name: 'far', place },
      { type: 'hdfs', settings },
    );
    expect(lines(told)).toEqual(lines(sent));
    expect(JSON.stringify(told)).not.toMatch(/cAnArY|hunter22/);
    expect(told.at(-1)?.body).toBe(
      '{"type":"hdfs","settings":{"uri":"***","security":{"principal":"***"},"compress":true}}',
    );
  });

  it('keep what an edit does not change, with the secrets of before masked', async () => {
    const settings = { location: '/old', max_snapshot_bytes_per_sec: '40mb', password: 'hunter22' };
    const { connection } = lab({ name: 'far', type: 'fs', settings });
    const told = await repositoryCalls(connection, plan({ does: 'edit' }));
    expect(told.at(-1)?.body).toContain('"location":"/mnt/backup","max_snapshot_bytes_per_sec":"40mb"');
    expect(JSON.stringify(told)).not.toContain('hunter22');
  });

  it('are none for a repository that is to be edited and is not there', async () => {
    await expect(repositoryCalls(lab().connection, plan({ does: 'edit' }))).rejects.toMatchObject({
      value: { code: 'repository-missing' },
    });
  });
});
