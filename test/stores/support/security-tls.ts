import { createPrivateKey } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Authority } from '#lab/tls/certificates.ts';
import { type TlsDoor, tlsDoor } from '#lab/tls/door.ts';
import type { ConnectionReport } from '#shared/model/data-store.ts';
import type { GatewayDraft } from '#shared/model/gateway.ts';
import type { Trust } from '#shared/model/trust.ts';
import { expectSentences } from './bench.ts';
import { PASSWORD, type SecurityLab } from './security-lab.ts';

/** What no file, call or event may hold. */
export const API_KEY = 'canaryid:canary-api-key-3';
export const PASSPHRASE = 'canary-passphrase-4';

const YESTERDAY = new Date(Date.now() - 86_400_000);
const hosts = ['127.0.0.1'];
const secrets = { dataStorePassword: PASSWORD };

const failedIn = (report: ConnectionReport): (string | undefined)[][] =>
  report.checks.filter((check) => check.state === 'failed').map((check) => [check.id, check.error?.code]);

/** The same server behind doors with other certificates, so that one server is enough. */
export function tlsRules(lab: () => SecurityLab): void {
  const doors: TlsDoor[] = [];
  let [wrongHost, expired, guarded, keyed]: TlsDoor[] = [];
  beforeAll(async () => {
    const { authority, server } = lab();
    const to = { targetCa: authority.cert };
    const admin = `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`;
    const apiKey = `ApiKey ${Buffer.from(API_KEY).toString('base64')}`;
    const good = authority.issue({ hosts });
    wrongHost = await tlsDoor(server.url, { ...to, ...authority.issue({ hosts: ['apigw-eu-a'] }) });
    expired = await tlsDoor(server.url, { ...to, ...authority.issue({ hosts, validTo: YESTERDAY }) });
    guarded = await tlsDoor(server.url, { ...to, ...good, clientsOf: authority.cert });
    // This distribution cannot make API keys: the door knows one and passes its owner on.
    keyed = await tlsDoor(server.url, {
      ...to,
      ...good,
      signIn: (given) => (given === apiKey ? admin : null),
    });
    doors.push(wrongHost, expired, guarded, keyed);
  });
  afterAll(() => {
    for (const door of doors) door.stop();
  });

  const tested = (change: Partial<GatewayDraft['dataStore']>, more = {}): Promise<ConnectionReport> => {
    const draft = lab().draft('TLS', { username: 'admin', ...change });
    return lab().open.engine.gateways.test({ draft, secrets: { ...secrets, ...more } });
  };

  test('34 a certificate that nobody trusts is shown, and trusted by its fingerprint from then on', async () => {
    const { server, certificate, add, backUp } = lab();
    const before = await tested({ tls: { trust: { kind: 'system' } } });
    expect(failedIn(before)).toEqual([['certificate', 'certificate-refused']]);
    const check = before.checks.find((one) => one.id === 'certificate')!;
    expectSentences(check.error!);
    expect(check.certificates).toMatchObject([
      { address: server.url, issuer: 'CN=Lab CA', fingerprint: certificate.fingerprint },
    ]);
    const trust: Trust = { kind: 'pin', fingerprints: [check.certificates![0]!.fingerprint] };
    expect(failedIn(await tested({ tls: { trust } }))).toEqual([]);
    const gatewayId = await add('Pinned', secrets, { username: 'admin', tls: { trust } });
    expect(await backUp(gatewayId, 'pinned')).toMatchObject({ status: 'succeeded', error: null });
  });

  test('34 wrong authority, wrong host, expired and changed are told apart, and nothing is sent', async () => {
    const { file, server, certificate } = lab();
    const foreign = file('foreign.pem', new Authority('Foreign CA').cert);
    const pin: Trust = { kind: 'pin', fingerprints: [certificate.fingerprint] };
    const cases: [string, string, Trust | null][] = [
      [server.url, 'certificate-refused', { kind: 'ca', file: foreign, checkHost: true }],
      [server.url, 'ca-file-unusable', { kind: 'ca', file: '/no/such/ca.pem', checkHost: true }],
      [wrongHost!.url, 'certificate-wrong-host', null],
      [expired!.url, 'certificate-expired', null],
      [expired!.url, 'certificate-changed', pin],
      [guarded!.url, 'client-certificate-demanded', null],
    ];
    for (const [address, code, trust] of cases) {
      const report = await tested({ addresses: [address], ...(trust === null ? {} : { tls: { trust } }) });
      expect(failedIn(report)).toEqual([['certificate', code]]);
      expectSentences(report.checks.find((one) => one.id === 'certificate')!.error!);
    }
    expect([wrongHost!, expired!, guarded!].flatMap((door) => door.requests)).toEqual([]);
  });

  test('34 http and https mixed up are told as that', async () => {
    const { server, door } = lab();
    const plain = await tested({ addresses: [server.url.replace('https:', 'http:')] });
    expect(failedIn(plain)).toEqual([['addresses', 'https-expected']]);
    const secure = await tested({ addresses: [door.url.replace('http:', 'https:')] });
    expect(failedIn(secure)).toEqual([['addresses', 'plain-http-expected']]);
  });

  test('a client certificate lets in, its key under a passphrase from the vault', async () => {
    const { file, authority, add, open, draft } = lab();
    const own = authority.issue({ hosts: ['vault'] });
    const sealed = createPrivateKey(own.key).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: PASSPHRASE,
    });
    const clientCertificate = {
      certificate: file('client.pem', own.cert),
      key: file('client.key', String(sealed)),
    };
    const { trust } = draft('x').dataStore.tls!;
    const change = { addresses: [guarded!.url], tls: { trust, clientCertificate } };
    expect(failedIn(await tested(change, { clientKeyPassphrase: PASSPHRASE }))).toEqual([]);
    expect(failedIn(await tested(change, { clientKeyPassphrase: 'canary-wrong-2' }))).toEqual([
      ['certificate', 'client-certificate-unusable'],
    ]);
    const all = { ...secrets, clientKeyPassphrase: PASSPHRASE };
    const gatewayId = await add('Guarded', all, { ...change, username: 'admin' });
    expect(await open.engine.gateways.status({ gatewayId })).toMatchObject({ reachable: true });
  });

  test('an API key signs in instead of user and password', async () => {
    const { add, open, server } = lab();
    const byKey = { addresses: [keyed!.url], signIn: 'api-key' as const };
    expect(failedIn(await tested(byKey, { dataStoreApiKey: API_KEY }))).toEqual([]);
    const encoded = Buffer.from(API_KEY).toString('base64');
    expect(failedIn(await tested(byKey, { dataStoreApiKey: encoded }))).toEqual([]);
    // The real server's own verdict on a key that it does not know.
    const real = { ...byKey, addresses: [server.url] };
    expect(failedIn(await tested(real, { dataStoreApiKey: API_KEY }))).toEqual([
      ['sign-in', 'sign-in-refused'],
    ]);
    const gatewayId = await add('Keyed', { ...secrets, dataStoreApiKey: API_KEY }, byKey);
    expect(await open.engine.gateways.status({ gatewayId })).toMatchObject({ reachable: true });
    const view = (await open.engine.gateways.list({})).find(({ profile }) => profile.id === gatewayId);
    expect(view).toMatchObject({ hasDataStoreApiKey: true, hasDataStorePassword: false });
  });
}
