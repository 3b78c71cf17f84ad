import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Reaches } from '#core/hosts/reaches.ts';
import { Installations } from '#core/installation/installations.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { InstallationReview } from '#shared/model/installation.ts';
import {
  BEANS,
  build,
  CONFIG,
  EXTERNAL,
  linux105,
  linux111,
  linux1015,
  PACKAGE,
  windows101,
} from './build.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function installation(files: Record<string, string | Buffer>): string {
  const folder = build(files);
  folders.push(folder);
  return folder;
}

function reader() {
  const learned: string[] = [];
  let time = 1_000_000;
  const reaches = new Reaches(() => Promise.resolve(null));
  const clock = { now: () => time, sleep: () => Promise.resolve() };
  const installations = new Installations(clock, reaches, (secret) => learned.push(secret));
  return { installations, learned, pass: (ms: number) => (time += ms) };
}

const read = (files: Record<string, string | Buffer>, instance?: string) =>
  reader().installations.read({ folder: installation(files), instance });

async function codeOf(work: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (thrown) {
    return thrown instanceof AppFailure ? thrown.value.code : String(thrown);
  }
  return 'done';
}

describe('an installation', () => {
  it('10.1 on Windows: tenant from gateway-core.xml, user and TLS from gateway-es-store.xml, EventDataStore', async () => {
    const review = await read(windows101());
    expect(review).toMatchObject({
      instance: 'default',
      release: { value: '10.1', file: `${PACKAGE}/manifest.v3` },
      tenant: { value: 'emea', file: `${BEANS}/gateway-core.xml` },
      addresses: { value: ['https://vault-w1:9240'], file: CONFIG },
      tls: { value: true, file: `${BEANS}/gateway-es-store.xml` },
      truststore: { value: 'sagconfig/root-ca.jks', file: `${BEANS}/gateway-es-store.xml` },
      username: { value: 'sgadmin', file: `${BEANS}/gateway-es-store.xml` },
      password: { value: 'found', file: `${BEANS}/gateway-es-store.xml` },
      autostart: { value: true, file: CONFIG },
      store: {
        folder: 'EventDataStore',
        configFile: 'EventDataStore/config/elasticsearch.yml',
        pathRepo: ['C:\\SoftwareAG\\EventDataStore\\archives'],
        httpPort: 9240,
      },
      notes: [],
    });
    expect(review.scripts.map(({ job, file }) => `${job} ${file}`)).toEqual([
      'start-gateway IntegrationServer/instances/default/bin/startup.bat',
      'stop-gateway IntegrationServer/instances/default/bin/shutdown.bat',
      'start-store EventDataStore/bin/startup.bat',
      'stop-store EventDataStore/bin/shutdown.bat',
    ]);
    expect(InstallationReview.safeParse(review).success).toBe(true);
  });

  it('10.5 on Linux: the release from its Elasticsearch, the address from elasticsearch.yml', async () => {
    const review = await read(linux105());
    expect(review).toMatchObject({
      release: { value: '10.5', file: 'InternalDataStore/lib/elasticsearch-7.2.0.jar' },
      tenant: { value: 'default', file: CONFIG },
      addresses: { value: ['http://localhost:9241'], file: 'InternalDataStore/config/elasticsearch.yml' },
      tls: null,
      username: null,
      password: null,
      passwordHandle: null,
      store: { folder: 'InternalDataStore', httpPort: 9241, nodeName: 'vault-l11574000000000' },
      notes: [],
    });
    expect(review.scripts.map(({ job }) => job)).toEqual([
      'start-gateway',
      'stop-gateway',
      'restart-gateway',
      'start-store',
      'stop-store',
      'restart-store',
    ]);
    expect((await read(linux105('7.7.1'))).release?.value).toBe('10.7');
    const unclear = await read(linux105('5.6.4'));
    expect(unclear.release).toBeNull();
    expect(unclear.notes).toEqual([
      {
        file: 'InternalDataStore/lib/elasticsearch-5.6.4.jar',
        text: 'Elasticsearch 5.6 is part of API Gateway 10.2, 10.3, 10.4: choose the release.',
      },
    ]);
  });

  it('10.15: externalised configuration wins over config.properties', async () => {
    const file = `${EXTERNAL}/system-settings.yml`;
    expect(await read(linux1015())).toMatchObject({
      release: { value: '10.15' },
      tenant: { value: 'apigateway', file },
      addresses: { value: ['https://es-a.example.com:9200', 'https://es-b.example.com:9200'], file },
      tls: { value: true, file },
      truststore: { value: '/opt/trust.jks', file },
      username: { value: 'gateway', file },
      password: { value: 'found', file },
      autostart: { value: false, file },
      store: null,
      notes: [],
    });
    const off = linux1015();
    off[`${EXTERNAL}/config-sources.yml`] = '# sources:\n# - type: YAML\n';
    expect(await read(off)).toMatchObject({ tenant: { value: 'default', file: CONFIG } });
    const elsewhere = linux1015();
    elsewhere[`${EXTERNAL}/config-sources.yml`] =
      'sources:\n- type: YAML\n  properties: { location: ../../../secret.yml }\n- type: ENV\n';
    expect((await read(elsewhere)).notes.map(({ text }) => text)).toEqual([
      'It names a file outside of its folder, which was not read.',
      'It names environment variables, which win and cannot be read from here.',
    ]);
  });

  it('11.1 without a data store of its own, an address of IPv6', async () => {
    expect(await read(linux111())).toMatchObject({
      release: { value: '11.1' },
      addresses: { value: ['http://[fd00::7]:9200'] },
      autostart: { value: false },
      store: null,
    });
  });

  it('is found from a folder inside it, and so is Elasticsearch alone', async () => {
    const top = installation(linux105());
    const { installations } = reader();
    expect((await installations.read({ folder: path.join(top, PACKAGE, 'config') })).folder).toBe(top);
    const store = installation({ 'config/elasticsearch.yml': 'http.port: 9200\n' });
    expect(await installations.read({ folder: store })).toMatchObject({
      instance: '',
      store: { folder: '', configFile: 'config/elasticsearch.yml', httpPort: 9200 },
      addresses: { value: ['http://localhost:9200'] },
      release: null,
    });
    const nothing = installation({ 'readme.txt': 'x' });
    expect(await codeOf(installations.read({ folder: nothing }))).toBe('installation-missing');
    expect(await codeOf(installations.read({ folder: path.join(nothing, 'absent') }))).toBe(
      'installation-missing',
    );
    expect(await codeOf(installations.read({ folder: 'relative/folder' }))).toBe('input-invalid');
  });

  it('with several instances and both store folders says which ones are read', async () => {
    const files = linux105();
    files[
      'IntegrationServer/instances/zone2/packages/WmAPIGateway/config/resources/elasticsearch/config.properties'
    ] = 'pg.gateway.elasticsearch.tenantId=zone2\n';
    files['EventDataStore/config/elasticsearch.yml'] = 'http.port: 9999\n';
    const folder = installation(files);
    mkdirSync(path.join(folder, 'IntegrationServer/instances/other/bin'), { recursive: true });
    const { installations } = reader();
    const first = await installations.read({ folder });
    expect(first).toMatchObject({ instance: 'default', instances: ['default', 'zone2'] });
    expect(first.notes).toEqual([
      { file: 'EventDataStore/config/elasticsearch.yml', text: 'Not used: InternalDataStore is.' },
    ]);
    const second = await installations.read({ folder, instance: 'zone2' });
    expect(second).toMatchObject({ instance: 'zone2', tenant: { value: 'zone2' } });
    expect((await installations.read({ folder, instance: '../..' })).instance).toBe('default');
  });
});

describe('files of an installation', () => {
  const note = async (change: Record<string, string | Buffer>, file: string): Promise<string | undefined> =>
    (await read({ ...linux105(), ...change })).notes.find((one) => one.file === file)?.text;

  it('are read in UTF-16, Latin-1, with a byte order mark and CRLF', async () => {
    const text =
      '\uFEFFpg.gateway.elasticsearch.tenantId=nord\r\npg.gateway.elasticsearch.http.username=j\u00fcrgen\r\n';
    const wanted = { tenant: { value: 'nord' }, username: { value: 'j\u00fcrgen' } };
    const encoded = [
      Buffer.from(text, 'utf8'),
      Buffer.from(text, 'utf16le'),
      Buffer.from(text, 'utf16le').swap16(),
      Buffer.from(text.slice(1), 'latin1'),
    ];
    for (const bytes of encoded) expect(await read({ ...linux105(), [CONFIG]: bytes })).toMatchObject(wanted);
    expect(
      await read({
        ...linux105(),
        'InternalDataStore/config/elasticsearch.yml': '\uFEFFhttp.port: 9250\r\n',
      }),
    ).toMatchObject({ store: { httpPort: 9250 } });
  });

  it('that are damaged or missing are noted, and the rest is read', async () => {
    const yml = 'InternalDataStore/config/elasticsearch.yml';
    expect(await note({ [yml]: 'a: [1\nb: "' }, yml)).toMatch(/^It is damaged: .* line 2/);
    expect(
      await note({ [`${BEANS}/gateway-core.xml`]: '<beans><bean></beans>' }, `${BEANS}/gateway-core.xml`),
    ).toMatch(/^It is damaged: it is no well-formed XML/);
    const sources = `${EXTERNAL}/config-sources.yml`;
    expect(await note({ [sources]: 'sources: {' }, sources)).toMatch(/^It is damaged/);
    expect(await note({ [sources]: 'just text' }, sources)).toMatch(/^It is damaged/);
    const listed = { [sources]: 'sources: [{type: YAML, properties: {location: own.yml}}]' };
    expect(await note(listed, `${EXTERNAL}/own.yml`)).toBe('It is missing.');
    const without = Object.fromEntries(Object.entries(linux105()).filter(([name]) => name !== CONFIG));
    without[`${PACKAGE}/readme.txt`] = 'x';
    expect((await read(without)).notes).toContainEqual({ file: CONFIG, text: 'It is missing.' });
    const random = Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919 + 13) % 256));
    const spoiled = Object.fromEntries(Object.keys(linux1015()).map((name) => [name, random]));
    expect(InstallationReview.safeParse(await read({ ...linux105(), ...spoiled })).success).toBe(true);
  });

  it('that are no files, or too large, are noted', async () => {
    const folder = installation(linux105());
    rmSync(path.join(folder, CONFIG));
    mkdirSync(path.join(folder, CONFIG));
    const { installations } = reader();
    expect((await installations.read({ folder })).notes).toContainEqual({
      file: CONFIG,
      text: 'It cannot be read: It is not a file.',
    });
    expect(await note({ [CONFIG]: Buffer.alloc(5 * 1024 * 1024, 97) }, CONFIG)).toMatch(/larger than 4 MB/);
  });

  it('do not unfold without end', async () => {
    const bomb = [
      'a: &a ["x","x","x","x","x","x","x","x","x"]',
      ...Array.from('bcdefghi', (letter, i) => {
        const before = 'abcdefghi'[i];
        return `${letter}: &${letter} [${Array.from({ length: 9 }, () => `*${before}`).join(',')}]`;
      }),
    ].join('\n');
    expect(
      await note(
        { 'InternalDataStore/config/elasticsearch.yml': bomb },
        'InternalDataStore/config/elasticsearch.yml',
      ),
    ).toMatch(/^It is damaged/);
    const entities =
      '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><beans><prop key="tenantId">&b;</prop></beans>';
    expect(
      JSON.stringify(await read({ ...linux105(), [`${BEANS}/gateway-core.xml`]: entities })).length,
    ).toBeLessThan(5_000);
  });

  it('that may not be looked at are told apart from absent ones', async () => {
    const folder = installation(linux105());
    rmSync(path.join(folder, 'IntegrationServer'), { recursive: true });
    symlinkSync('IntegrationServer', path.join(folder, 'IntegrationServer'));
    expect(await codeOf(reader().installations.read({ folder }))).toBe('installation-file');
    const itself = path.join(folder, 'IntegrationServer');
    expect(await codeOf(reader().installations.read({ folder: itself }))).toBe('installation-file');
  });

  it('may be links that lead in circles', async () => {
    const folder = installation(linux105());
    rmSync(path.join(folder, CONFIG));
    symlinkSync('config.properties', path.join(folder, CONFIG));
    const { installations } = reader();
    expect((await installations.read({ folder })).notes.map(({ file }) => file)).toContain(CONFIG);
  });
});

describe('a password in an installation', () => {
  const PASSWORD = 'pa&ss-w0rd';

  it('is no part of what the page gets, and stands behind a handle until the gateway is saved', async () => {
    const { installations, learned, pass } = reader();
    const review = await installations.read({ folder: installation(windows101()) });
    expect(JSON.stringify(review)).not.toContain(PASSWORD);
    expect(JSON.stringify(review)).not.toContain('pa&amp;ss-w0rd');
    expect(learned).toEqual([PASSWORD]);
    const handle = review.passwordHandle!;
    expect(installations.secretsOf({ dataStorePasswordFound: handle, nodePassword: 'n' })).toEqual({
      dataStorePassword: PASSWORD,
      nodePassword: 'n',
    });
    expect(installations.secretsOf({ dataStorePasswordFound: handle, dataStorePassword: 'typed' })).toEqual({
      dataStorePassword: 'typed',
    });
    pass(31 * 60_000);
    expect(await codeOf(() => installations.secretsOf({ dataStorePasswordFound: handle }))).toBe(
      'input-invalid',
    );
    expect(await codeOf(() => installations.secretsOf({ dataStorePasswordFound: 'x' }))).toBe(
      'input-invalid',
    );
  });

  it('stands in no note when its file is damaged', async () => {
    for (const damaged of [
      'apigw:\n  elasticsearch:\n    http:\n      password: "CANARY\n  - x: [',
      'password: CANARY: CANARY: [',
      '<a b="CANARY"><c></a>',
    ]) {
      const files = linux1015();
      files[`${EXTERNAL}/system-settings.yml`] = damaged;
      files[`${BEANS}/gateway-es-store.xml`] = damaged;
      files['InternalDataStore/config/elasticsearch.yml'] = damaged;
      expect(JSON.stringify(await read(files))).not.toContain('CANARY');
    }
  });
});
