import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countDocs } from '#lab/samples/fingerprint.ts';
import { mutateTenant } from '#lab/samples/mutate.ts';
import { expectSentences, refusal, worldOf } from './support/bench.ts';
import { openSecurityLab, PASSWORD, type SecurityLab } from './support/security-lab.ts';
import { rightsRules } from './support/security-rights.ts';
import { API_KEY, PASSPHRASE, tlsRules } from './support/security-tls.ts';

describe('a data store with sign-in and TLS, 8.12.2', () => {
  let lab: SecurityLab;

  beforeAll(async () => {
    lab = await openSecurityLab();
  });
  afterAll(async () => {
    await lab.stop();
  });

  const secretsOf = (dataStorePassword?: string) =>
    dataStorePassword === undefined ? {} : { dataStorePassword };
  const storeOf = (username?: string) => (username === undefined ? {} : { username });
  const add = (name: string, username?: string, password?: string): Promise<string> =>
    lab.add(name, secretsOf(password), storeOf(username));

  test.each([
    ['nobody', undefined, undefined],
    ['a wrong password', 'admin', 'canary-wrong-2'],
    ['an unknown user', 'stranger', PASSWORD],
  ])('1 %s is refused in the test, in the status and before a backup', async (who, username, password) => {
    const { door, open, backUp, restore } = lab;
    const before = await worldOf(door.url);
    const draft = lab.draft(who, storeOf(username));
    const report = await open.engine.gateways.test({ draft, secrets: secretsOf(password) });
    expect(report.usable).toBe(false);
    const failed = report.checks.filter((check) => check.state === 'failed');
    expect(failed.map((check) => [check.id, check.error?.code])).toEqual([['sign-in', 'sign-in-refused']]);
    const gatewayId = await add(who, username, password);
    const status = await open.engine.gateways.status({ gatewayId });
    expect([status.reachable, status.error?.code]).toEqual([false, 'sign-in-refused']);
    expect(await refusal(backUp(gatewayId, 'x'))).toBe('sign-in-refused');
    expect(await refusal(restore(gatewayId, 'x'))).toBe('sign-in-refused');
    expect(await worldOf(door.url)).toEqual(before);
  });

  test('1 the right password works, for a backup and for a restore', async () => {
    const { door, open, backUp, restore } = lab;
    const draft = lab.draft('Right', { username: 'admin' });
    const report = await open.engine.gateways.test({ draft, secrets: secretsOf(PASSWORD) });
    expect(report.checks.filter((check) => check.state === 'failed')).toEqual([]);
    const gatewayId = await add('Right', 'admin', PASSWORD);
    const backup = await backUp(gatewayId, 'right');
    expect([backup.status, backup.error]).toEqual(['succeeded', null]);
    const counts = await countDocs(door.url, 'default');
    await mutateTenant(door.url, 'default');
    const operation = await restore(gatewayId, 'right');
    expect([operation.status, operation.error]).toEqual(['succeeded', null]);
    expect(await countDocs(door.url, 'default')).toEqual(counts);
  });

  test('1 a user without the right to look is told which right is missing', async () => {
    const { open, backUp } = lab;
    const gatewayId = await add('Blind', 'blind', PASSWORD);
    const status = await open.engine.gateways.status({ gatewayId });
    expect(status.error?.code).toBe('right-missing');
    expectSentences(status.error!);
    expect(status.error?.cause).toContain('monitor');
    expect(await refusal(backUp(gatewayId, 'x'))).toBe('right-missing');
  });

  test('13 a user who may back up and not restore changes nothing with a restore', async () => {
    const { door, open, backUp, restore } = lab;
    const gatewayId = await add('Saver', 'saver', PASSWORD);
    const backup = await backUp(gatewayId, 'saved');
    expect([backup.status, backup.error]).toEqual(['succeeded', null]);
    await mutateTenant(door.url, 'default');
    const counts = await countDocs(door.url, 'default');
    const operation = await restore(gatewayId, 'saved');
    expect(operation).toMatchObject({ status: 'failed', result: { outcome: 'unchanged', leftOver: [] } });
    expect(`${operation.error!.title} ${operation.error!.cause}`).toMatch(/right|unauthorized/);
    expectSentences(operation.error!);
    expect(await countDocs(door.url, 'default')).toEqual(counts);
    expect(await open.engine.journals.list({})).toEqual([]);
  });

  tlsRules(() => lab);
  rightsRules(() => lab);

  test('31 no secret is in a file, a call or an event', async () => {
    const { open } = lab;
    const files = readdirSync(open.folder, { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(open.folder, name))
      .filter((file) => statSync(file).isFile());
    expect(files.length).toBeGreaterThan(4);
    const profiles = await open.engine.gateways.list({});
    const calls = await Promise.all(
      profiles.map(({ profile }) => open.engine.gateways.calls({ gatewayId: profile.id })),
    );
    const texts = [
      ...files.map((file) => readFileSync(file, 'utf8')),
      JSON.stringify([open.events, profiles, calls, await open.engine.operations.list({})]),
    ];
    const encoded = [`admin:${PASSWORD}`, API_KEY].map((text) => Buffer.from(text).toString('base64'));
    const secrets = [PASSWORD, 'canary-wrong-2', 'canary-api-key-3', PASSPHRASE, ...encoded];
    for (const secret of secrets) expect(texts.filter((text) => text.includes(secret))).toEqual([]);
  });
});
