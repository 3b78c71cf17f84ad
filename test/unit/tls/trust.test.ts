import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CallLog } from '#core/elasticsearch/call-log.ts';
import { DataStoreClient } from '#core/elasticsearch/client.ts';
import { systemClock } from '#core/files/system-clock.ts';
import { NodeClient } from '#core/gateways/node-client.ts';
import { inspect, speaksTls } from '#core/tls/inspect.ts';
import type { TlsChoice } from '#core/tls/material.ts';
import { Authority, type LabCertificate } from '#lab/tls/certificates.ts';
import { type TlsDoor, tlsDoor } from '#lab/tls/door.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { AppFailure } from '#shared/errors/app-error.ts';

const PASSPHRASE = 'canary-pass-7';
const folder = mkdtempSync(path.join(tmpdir(), 'gateway-vault-tls-'));
const file = (name: string, text: string): string => {
  const full = path.join(folder, name);
  writeFileSync(full, text);
  return full;
};

const ours = new Authority('Lab CA');
const foreign = new Authority('Foreign CA');
const here = ['127.0.0.1', 'localhost'];
const yesterday = new Date(Date.now() - 86_400_000);
const good = ours.issue({ hosts: here });
const certificates = {
  good,
  renewed: ours.issue({ hosts: here }),
  elsewhere: ours.issue({ hosts: ['apigw-eu-a', '10.1.2.3'] }),
  expired: ours.issue({ hosts: here, validTo: yesterday }),
  early: ours.issue({ hosts: here, validFrom: new Date(Date.now() + 86_400_000) }),
} satisfies Record<string, LabCertificate>;
const client = ours.issue({ hosts: ['vault'] });
const stranger = foreign.issue({ hosts: ['vault'] });
const sealedKey = createPrivateKey(client.key).export({
  type: 'pkcs8',
  format: 'pem',
  cipher: 'aes-256-cbc',
  passphrase: PASSPHRASE,
});

const files = {
  ours: file('ours.pem', ours.cert),
  both: file('both.pem', `# two of them\n${foreign.cert}\n${ours.cert}`),
  foreign: file('foreign.pem', foreign.cert),
  jks: file('truststore.jks', 'þíþí binary'),
  damaged: file('damaged.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'),
  client: file('client.pem', client.cert),
  clientKey: file('client.key', client.key),
  sealedKey: file('sealed.key', String(sealedKey)),
  strangerKey: file('stranger.key', stranger.key),
};
const byFile = (name: string, checkHost = true): TlsChoice => ({
  trust: { kind: 'ca', file: name, checkHost },
});
const pinned = (...fingerprints: string[]): TlsChoice => ({ trust: { kind: 'pin', fingerprints } });

const doors = new Map<string, TlsDoor>();
let plain: Server;
let plainUrl: string;
beforeAll(async () => {
  plain = createServer((_, reply) => reply.setHeader('content-type', 'application/json').end('{"ok":true}'));
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  plainUrl = `http://127.0.0.1:${(plain.address() as AddressInfo).port}`;
  for (const [name, certificate] of Object.entries(certificates))
    doors.set(name, await tlsDoor(plainUrl, certificate));
  doors.set('guarded', await tlsDoor(plainUrl, { ...good, clientsOf: ours.cert }));
});
afterAll(() => {
  for (const door of doors.values()) door.stop();
  plain.close();
  plain.closeAllConnections();
  rmSync(folder, { recursive: true });
});

const doorOf = (name: string): TlsDoor => doors.get(name)!;

/** What a read of the data store ends with: null, or the error. */
async function read(address: string, tls: TlsChoice | undefined): Promise<AppError | null> {
  const store = new DataStoreClient({ addresses: [address], tls }, new CallLog(), systemClock, 3_000);
  try {
    await store.read(z.object({ ok: z.boolean() }), { path: '/' });
    return null;
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(AppFailure);
    return (thrown as AppFailure).value;
  } finally {
    await store.close();
  }
}

describe('the certificate of a server', () => {
  it.each<[string, string, TlsChoice]>([
    ['its authority in a file', 'good', byFile(files.ours)],
    ['a file of several authorities', 'good', byFile(files.both)],
    ['its fingerprint', 'good', pinned(good.fingerprint)],
    ['one of several fingerprints', 'good', pinned(certificates.expired.fingerprint, good.fingerprint)],
    ['its authority where no host name counts', 'elsewhere', byFile(files.ours, false)],
    ['its fingerprint although it has expired', 'expired', pinned(certificates.expired.fingerprint)],
  ])('is believed by %s', async (_, door, choice) => {
    expect(await read(doorOf(door).url, choice)).toBeNull();
    const seen = await inspect(doorOf(door).url, choice, 3_000);
    expect(seen).toMatchObject({ error: null, certificate: { fingerprint: expect.any(String) as string } });
  });

  it.each<[string, string, string, TlsChoice | undefined, RegExp]>([
    ['no authority knows it', 'certificate-refused', 'good', undefined, /CN=127.0.0.1, issued by CN=Lab CA/],
    [
      'another authority is asked',
      'certificate-refused',
      'good',
      byFile(files.foreign),
      /SHA-256 ([0-9A-F]{2}:){31}/,
    ],
    [
      'it is for other hosts',
      'certificate-wrong-host',
      'elsewhere',
      byFile(files.ours),
      /apigw-eu-a, 10\.1\.2\.3/,
    ],
    ['it has expired', 'certificate-expired', 'expired', byFile(files.ours), /expired on \d{4}-\d\d-\d\d/],
    [
      'dates count where host names do not',
      'certificate-expired',
      'expired',
      byFile(files.ours, false),
      /expired/,
    ],
    ['it is not valid yet', 'certificate-expired', 'early', byFile(files.ours), /valid from \d{4}-/],
    ['it is not the pinned one', 'certificate-changed', 'renewed', pinned(good.fingerprint), /SHA-256/],
    ['the file is missing', 'ca-file-unusable', 'good', byFile('/no/such/ca.pem'), /no such file/],
    [
      'the file is a Java key store',
      'ca-file-unusable',
      'good',
      byFile(files.jks),
      /no certificate in PEM form/,
    ],
    ['the file is damaged', 'ca-file-unusable', 'good', byFile(files.damaged), /damaged/],
  ])('is refused when %s, and no request is sent', async (_, code, door, choice, cause) => {
    const before = doorOf(door).requests.length;
    const error = await read(doorOf(door).url, choice);
    expect(error).toMatchObject({ code, cause: expect.stringMatching(cause) as string });
    const seen = await inspect(doorOf(door).url, choice ?? { trust: { kind: 'system' } }, 3_000);
    expect(seen.error).toMatchObject({ code: error!.code, title: error!.title, cause: error!.cause });
    expect(doorOf(door).requests).toHaveLength(before);
  });

  it('is shown with what an administrator compares', async () => {
    const { certificate } = await inspect(doorOf('elsewhere').url, byFile(files.foreign), 3_000);
    expect(certificate).toMatchObject({
      address: doorOf('elsewhere').url,
      subject: 'CN=apigw-eu-a',
      issuer: 'CN=Lab CA',
      names: ['apigw-eu-a', '10.1.2.3'],
      fingerprint: certificates.elsewhere.fingerprint,
    });
    expect(certificate!.validTo).toBeGreaterThan(Date.now());
  });

  it('counts for a gateway node as it does for a data store', async () => {
    const { url, requests } = doorOf('good');
    const node = (trust?: TlsChoice['trust']): NodeClient => {
      const access = {
        node: { name: 'a', address: url },
        release: '10.11',
        username: 'u',
        password: 'p',
        trust,
      } as const;
      return new NodeClient(access, new CallLog(), systemClock);
    };
    expect(await node(byFile(files.ours).trust).health()).toMatchObject({ up: true });
    expect(await node(pinned(good.fingerprint).trust).health()).toMatchObject({ up: true });
    const before = requests.length;
    expect(await node(byFile(files.foreign).trust).health()).toMatchObject({ up: false, down: 'no' });
    const thrown: unknown = await node()
      .restart()
      .catch((error: unknown) => error);
    expect((thrown as AppFailure).value.code).toBe('certificate-refused');
    expect(requests).toHaveLength(before);
  });
});

describe('a client certificate', () => {
  const shown = (certificate: string, key: string, passphrase?: string): TlsChoice => ({
    ...byFile(files.ours),
    clientCertificate: { certificate, key, passphrase },
  });

  it.each<[string, TlsChoice]>([
    ['with a plain key', shown(files.client, files.clientKey)],
    ['with a key under a passphrase', shown(files.client, files.sealedKey, PASSPHRASE)],
  ])('lets in %s', async (_, choice) => {
    expect(await read(doorOf('guarded').url, choice)).toBeNull();
    expect((await inspect(doorOf('guarded').url, choice, 3_000)).error).toBeNull();
  });

  it.each<[string, string, TlsChoice]>([
    ['none is given', 'client-certificate-demanded', byFile(files.ours)],
    [
      'the passphrase is wrong',
      'client-certificate-unusable',
      shown(files.client, files.sealedKey, 'wrong-1'),
    ],
    ['the passphrase is missing', 'client-certificate-unusable', shown(files.client, files.sealedKey)],
    ['the key is of another one', 'client-certificate-unusable', shown(files.client, files.strangerKey)],
    ['its file is missing', 'client-certificate-unusable', shown('/no/client.pem', files.clientKey)],
  ])('is told of when %s', async (_, code, choice) => {
    const error = await read(doorOf('guarded').url, choice);
    expect(error?.code).toBe(code);
    expect((await inspect(doorOf('guarded').url, choice, 3_000)).error?.code).toBe(code);
    expect(JSON.stringify(error)).not.toMatch(/canary|wrong-1/);
    expect(doorOf('guarded').requests.length).toBeLessThan(3);
  });
});

describe('https and http mixed up', () => {
  it('is told apart from a certificate', async () => {
    const error = await read(plainUrl.replace('http:', 'https:'), byFile(files.ours));
    expect(error?.code).toBe('plain-http-expected');
  });

  it('is found by a handshake at the port of a server that cuts plain http', async () => {
    expect(await speaksTls(doorOf('good').url.replace('https:', 'http:'), 3_000)).toBe(true);
    expect(await speaksTls(plainUrl, 3_000)).toBe(false);
  });
});
