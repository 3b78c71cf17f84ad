import { expect, test } from 'vitest';
import type { RepositoryPlace, S3Place } from '#shared/model/repository-place.ts';
import { NO_BUCKET } from '#shared/rules/repository-settings.ts';
import { atLeast, parseVersion } from '#shared/rules/versions.ts';
import { type Bench, refusal } from './bench.ts';

const BUCKET: S3Place = { ...NO_BUCKET, bucket: 'apigw-backup', basePath: 'prod' };
const CANARY = 'cAnArY0123456789';
const KEYS = { from: 'typed', accessKey: 'AKIACANARY01', secretKey: CANARY } as const;

/** Settings are changed, and other kinds of repositories are refused on a data store without a plugin for them. */
export function kindRules(bench: () => Bench): void {
  const of = (name: string) => ({ gatewayId: bench().gatewayId, name });
  const repositories = () => bench().engine.repositories;
  const all = () =>
    bench().raw<Record<string, { type: string; settings: Record<string, unknown> }>>('GET', '/_snapshot');
  const other = (type: string, settings: object): RepositoryPlace => ({
    kind: 'other',
    type,
    settings: JSON.stringify(settings),
  });
  const listed = async (): Promise<string[]> =>
    (await bench().list()).rows.filter((row) => row.repository === 'default').map((row) => row.name);

  test('S3 without its plugin, or with keys where they are not wanted, is refused, and nothing is registered', async () => {
    const { version } = bench().server;
    const before = await all();
    const keystore = atLeast(parseVersion(version)!, 6);
    const form = await repositories().form({ gatewayId: bench().gatewayId });
    expect(form).toMatchObject({
      version,
      keysIn: keystore ? 'keystore' : 'settings',
      nodes: [{ s3: false }],
      editing: null,
    });
    const register = (place: RepositoryPlace, keys?: typeof KEYS) =>
      refusal(repositories().register({ ...of('cloud'), place, keys }));
    expect(await register(BUCKET)).toBe('s3-plugin-missing');
    expect(await register(BUCKET, KEYS)).toBe(keystore ? 'repository-keys-refused' : 's3-plugin-missing');
    // The same by hand: the verdict of the server itself, but for keys it would refuse after they were sent.
    const rehearsed = (place: RepositoryPlace, keys?: typeof KEYS) =>
      repositories().rehearse({ kind: 'register', draft: { ...of('cloud'), place, keys } });
    expect(await refusal(rehearsed(BUCKET))).toBe('s3-plugin-missing');
    expect(await refusal(rehearsed(BUCKET, KEYS))).toBe(
      keystore ? 'repository-keys-refused' : 's3-plugin-missing',
    );
    // What only the server can tell is not in a rehearsal.
    await rehearsed(other('no-such-type', {}));
    const { bucket } = BUCKET;
    expect(await register(other('s3', { bucket }))).toBe('repository-type-unknown');
    expect(await register(other('s3', { bucket, secret_key: CANARY }))).toBe(
      keystore ? 'repository-keys-refused' : 'repository-type-unknown',
    );
    expect(await register(other('no-such-type', {}))).toBe('repository-type-unknown');
    expect(await register(other('fs', {}))).toBe('repository-refused');
    expect(await all()).toEqual(before);
    const calls = await bench().engine.gateways.calls({ gatewayId: bench().gatewayId });
    expect(JSON.stringify(calls)).not.toContain(CANARY);
  });

  test('an edit changes what it names and nothing else; one that is refused changes nothing', async () => {
    const before = await all();
    const edit = (place: RepositoryPlace) => repositories().edit({ ...of('default'), place });
    expect(await refusal(edit({ kind: 'fs', location: '/etc/outside' }))).toBe('repository-folder-refused');
    expect(await refusal(edit(BUCKET))).toBe('input-invalid');
    expect(await refusal(repositories().edit({ ...of('nowhere'), place: BUCKET }))).toBe(
      'repository-missing',
    );
    const rehearsed = (place: RepositoryPlace) =>
      repositories().rehearse({ kind: 'edit', draft: { ...of('default'), place } });
    expect(await refusal(rehearsed(BUCKET))).toBe('input-invalid');
    await rehearsed({ kind: 'fs', location: 'moved' });
    expect(await all()).toEqual(before);

    // A secret that the data store keeps in clear is not shown, and not lost.
    const settings = { location: 'default', compress: 'true', http_password: CANARY };
    await edit(other('fs', settings));
    expect(JSON.stringify(await repositories().form(of('default')))).not.toContain(CANARY);
    await edit(other('fs', { ...settings, http_password: '***' }));
    expect((await all()).default?.settings).toMatchObject(settings);

    await edit({ kind: 'fs', location: 'moved' });
    expect((await all()).default?.settings).toMatchObject({ ...settings, location: 'moved' });
    expect(await listed()).toEqual([]);
    expect(await edit({ kind: 'fs', location: 'default' })).toMatchObject({ ok: true });
    expect(await listed()).toEqual(['kept']);
    expect(Object.keys(await all())).toEqual(Object.keys(before));
  });
}
