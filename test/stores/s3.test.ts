import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LabS3, startS3 } from '#lab/s3/server.ts';
import { mutateTenant } from '#lab/samples/mutate.ts';
import { S3_VERSION, startServer } from '#lab/servers/start.ts';
import type { RepositoryKeys, S3Place } from '#shared/model/repository-place.ts';
import { type Bench, openBench, refusal } from './support/bench.ts';
import { commandLineS3Rules } from './support/command-line-s3.ts';
import { filesBelow } from './support/files-below.ts';

const KEY = 'AKIACANARY00000001';
const SECRET = 'cAnArY/secret+key=0123456789';
const BUCKET = 'apigw-backup';

/** The vendor's file as its instructions print it, out of an editor of Windows. */
const cnf = (endpoint: string, basePath = 'prod/default'): string =>
  [
    '# S3 of the gateway',
    'type=s3',
    `bucket = ${BUCKET}`,
    'region=eu-central-1',
    `access\\_key=${KEY}`,
    `secret\\_key=${SECRET}`,
    `base\\_path=${basePath}`,
    `endpoint=${endpoint}`,
    'protocol=http',
    '',
  ].join('\r\n');

/** S3 for real: the one data store whose plugin is to be had, and a server that speaks S3. */
describe(`Amazon S3 on ${S3_VERSION}`, () => {
  let s3: LabS3;
  let bench: Bench;
  let place: S3Place;
  const told: string[] = [];

  beforeAll(async () => {
    s3 = await startS3();
    await s3.makeBucket(BUCKET);
    bench = await openBench(S3_VERSION, {
      // Its own: a second node joins it, and no other file wants this release.
      server: {},
      onEvent: (name, payload) => void told.push(JSON.stringify([name, payload])),
    });
  });
  afterAll(async () => {
    await bench.stop();
    await s3.stop();
  });

  const of = (name: string) => ({ gatewayId: bench.gatewayId, name });
  const stored = async (name: string) =>
    (await bench.raw<Record<string, { settings: Record<string, unknown> }>>('GET', '/_snapshot'))[name]
      ?.settings;
  const typed = (secretKey: string): RepositoryKeys => ({ from: 'typed', accessKey: KEY, secretKey });

  test('a repository that cannot be is refused with its reason, and nothing stays registered', async () => {
    const { repositories } = bench.engine;
    const read = await repositories.import({ text: cnf(s3.endpoint) });
    place = read.place as S3Place;
    const register = (change: Partial<S3Place>, keys?: RepositoryKeys) =>
      refusal(repositories.register({ ...of('cloud'), place: { ...place, ...change }, keys }));
    expect(await register({})).toBe('s3-keys-refused');
    expect(await register({ bucket: 'no-such-bucket', region: '' }, typed(SECRET))).toBe('s3-bucket-missing');
    expect(await register({}, { from: 'import', handle: 'unknown' })).toBe('repository-import-expired');
    expect(await stored('cloud')).toBeUndefined();
    expect(await s3.objects(BUCKET)).toEqual([]);
  });

  test('registered from the file of the vendor, it is verified, and the way back beside it has its keys', async () => {
    const { repositories } = bench.engine;
    expect(await repositories.form({ gatewayId: bench.gatewayId })).toMatchObject({
      version: S3_VERSION,
      keysIn: 'settings',
      s3Plugin: 'cloud-aws',
      s3Install: 'bin/plugin install cloud-aws',
      nodes: [{ s3: true }],
    });
    const read = await repositories.import({ text: cnf(s3.endpoint) });
    expect(read).toMatchObject({
      place: { bucket: BUCKET, basePath: 'prod/default', region: 'eu-central-1' },
      ignored: [],
    });
    const keys = { from: 'import', handle: read.handle! } as const;
    const check = await repositories.register({ ...of('cloud'), place: read.place, keys });
    expect(check).toMatchObject({ repository: 'cloud', ok: true, error: null, nodes: [{ ok: true }] });
    expect(await repositories.verify(of('cloud'))).toMatchObject({ ok: true });
    const safety = await stored('gateway-vault-safety-default');
    expect(safety?.bucket).toBe(BUCKET);
    expect(safety?.base_path).toMatch(/^prod\/default-gateway-vault-safety-default/);
    // Used once, they are gone.
    expect(await refusal(repositories.register({ ...of('twice'), place: read.place, keys }))).toBe(
      'repository-import-expired',
    );
  });

  test('E10 E13 a backup there is restored and verified, with its safety backup in the same bucket', async () => {
    await bench.backUp('good', 'cloud');
    expect((await s3.objects(BUCKET, 'prod/default/')).length).toBeGreaterThan(0);
    const [counts, aliases] = [await bench.counts(), await bench.aliases()];
    await mutateTenant(bench.url, 'default');
    expect(await bench.counts()).not.toEqual(counts);
    const { result } = await bench.restored('good', { repository: 'cloud' });
    expect(result).toMatchObject({
      outcome: 'restored',
      safetyBackup: { repository: 'gateway-vault-safety-default' },
    });
    expect(await bench.counts()).toEqual(counts);
    expect(await bench.aliases()).toEqual(aliases);
    expect((await s3.objects(BUCKET, 'prod/default-gateway-vault-safety-')).length).toBeGreaterThan(0);
    await bench.expectTidy();
  });

  test('an edit that cannot read the keys back wants them again; one that fails changes nothing', async () => {
    const { repositories } = bench.engine;
    const { editing } = await repositories.form(of('cloud'));
    expect(editing).toMatchObject({ keysHidden: true, place: { kind: 's3', bucket: BUCKET } });
    const before = await stored('cloud');
    const edit = (change: Partial<S3Place>, keys?: RepositoryKeys) =>
      repositories.edit({ ...of('cloud'), place: { ...place, ...change }, keys });
    expect(await refusal(edit({ encrypted: true }))).toBe('repository-keys-hidden');
    expect(await refusal(edit({}, { from: 'elsewhere' }))).toBe('s3-keys-refused');
    expect(await refusal(repositories.setReadOnly({ ...of('cloud'), readOnly: true }))).toBe(
      'repository-keys-hidden',
    );
    expect(await stored('cloud')).toEqual(before);
    expect(Object.keys(await bench.raw<object>('GET', '/_snapshot')).sort()).toEqual([
      'cloud',
      'gateway-vault-safety-default',
    ]);

    // A repository that was registered elsewhere has no way back beside it, and its keys are not told.
    await bench.raw('DELETE', '/_snapshot/gateway-vault-safety-default');
    const restore = await bench.restore('good', { repository: 'cloud' });
    expect([restore.status, restore.error?.code]).toEqual(['failed', 'safety-backup-failed']);
    expect(restore.error?.cause).toContain('Those of cloud cannot be read back');
    await bench.expectTidy();

    expect(await edit({ encrypted: true, region: '' }, typed(SECRET))).toMatchObject({ ok: true });
    expect(await stored('gateway-vault-safety-default')).toMatchObject({ bucket: BUCKET });
    expect(await stored('cloud')).toMatchObject({
      server_side_encryption: 'true',
      base_path: 'prod/default',
    });
    expect(await stored('cloud')).not.toHaveProperty('region');
    const { rows } = await bench.list();
    expect(rows.filter((row) => row.repository === 'cloud').map((row) => row.name)).toEqual(['good']);
  });

  commandLineS3Rules(() => ({
    server: bench.server,
    file: (basePath) => cnf(s3.endpoint, basePath),
    objects: (below) => s3.objects(BUCKET, below),
    secrets: [KEY, SECRET],
  }));

  test('promise 30 a node that lacks the plugin is named, in the form, in the refusal and in the verification', async () => {
    const { repositories } = bench.engine;
    const seeds = [bench.server.transportPort];
    const second = await startServer(S3_VERSION, {
      name: 'bare',
      withoutPlugins: true,
      cluster: { founder: 'lab', seeds },
    });
    try {
      await bench.raw('GET', '/_cluster/health?wait_for_nodes=2&timeout=60s');
      const { nodes } = await repositories.form({ gatewayId: bench.gatewayId });
      expect(nodes.map(({ name, s3: there }) => [name, there]).sort()).toEqual([
        ['bare', false],
        ['lab', true],
      ]);
      const registering = repositories.register({ ...of('second'), place, keys: typed(SECRET) });
      await expect(registering).rejects.toMatchObject({
        value: { code: 's3-plugin-missing', cause: 'The plugin cloud-aws is not installed on: bare.' },
      });
      const check = await repositories.verify(of('cloud'));
      expect([check.ok, check.error?.code]).toEqual([false, 's3-plugin-missing']);
      expect(check.nodes.map(({ name, ok }) => [name, ok]).sort()).toEqual([
        ['bare', false],
        ['lab', true],
      ]);
    } finally {
      await second.stop();
    }
  });

  test('promise 31 no key is in any file, call, event, answer or log', async () => {
    const seen = [
      ...told,
      ...filesBelow(bench.open.folder).map((file) => readFileSync(file, 'utf8')),
      JSON.stringify(await bench.engine.gateways.calls({ gatewayId: bench.gatewayId })),
      JSON.stringify(await bench.engine.repositories.list({ gatewayId: bench.gatewayId })),
      JSON.stringify(await bench.engine.repositories.form(of('cloud'))),
      JSON.stringify(await bench.engine.operations.list({})),
      bench.server.logTail(5_000),
    ];
    expect(seen.length).toBeGreaterThan(8);
    for (const text of seen) {
      expect(text).not.toContain(KEY);
      expect(text).not.toContain(SECRET);
    }
    // The calls are there, with what stood in the place of the keys.
    expect(seen.join('\n')).toContain('\\"secret_key\\":\\"***\\"');
  });
});
