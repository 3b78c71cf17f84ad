import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countDocs } from '#lab/samples/fingerprint.ts';
import { mutateTenant } from '#lab/samples/mutate.ts';
import { type LabServer, startServer } from '#lab/servers/start.ts';
import type { Operation } from '#shared/model/operation.ts';
import { PlanChoices } from '#shared/model/plan.ts';
import { expectSentences, refusal, worldOf } from './support/bench.ts';
import { draftFor, type OpenEngine, openEngine } from './support/open-engine.ts';
import { signedIn } from './support/signed-in.ts';
import { loadSmallTenant } from './support/small-tenant.ts';

const PASSWORD = 'canary-password-1';
/** The bcrypt hash of that password, as the server's own tool writes it. */
const HASH = '$2a$10$NR/qd6x7jvhx.otVPjMItO7VLZuLIGq65bthVRfVrFePw5EoF9u6G';
const ROLES = `
backs_up:
  cluster: [monitor, create_snapshot, "cluster:admin/repository/get"]
  indices: [{ names: ["*"], privileges: [monitor, view_index_metadata, read, maintenance] }]
sees_nothing:
  cluster: [create_snapshot]
`;
const EVERYTHING = { kind: 'everything' } as const;

describe('a data store with sign-in, 8.12.2', () => {
  let server: LabServer;
  let door: Awaited<ReturnType<typeof signedIn>>;
  let open: OpenEngine;

  beforeAll(async () => {
    server = await startServer('8.12.2', {
      extraYml: ['xpack.security.enabled: true', 'xpack.security.authc.realms.file.file1.order: 0'],
    });
    const write = (name: string, text: string) =>
      writeFileSync(path.join(path.dirname(server.configFile), name), text);
    write('roles.yml', ROLES);
    write('users', ['admin', 'saver', 'blind'].map((user) => `${user}:${HASH}\n`).join(''));
    write('users_roles', 'superuser:admin\nbacks_up:saver\nsees_nothing:blind\n');
    door = await signedIn(server.url, 'admin', PASSWORD);
    // The server looks at these files every five seconds.
    while (!(await fetch(`${door.url}/`)).ok) await sleep(200);
    await loadSmallTenant(door.url);
    open = await openEngine();
  });
  afterAll(async () => {
    door.stop();
    await open.close();
    await server.stop();
  });

  const draftOf = (name: string, username?: string) => {
    const dataStore = { addresses: [server.url], ...(username === undefined ? {} : { username }) };
    return draftFor(server, { name, dataStore });
  };
  const add = async (name: string, username?: string, dataStorePassword?: string): Promise<string> => {
    const secrets = dataStorePassword === undefined ? {} : { dataStorePassword };
    return (await open.engine.gateways.add({ draft: draftOf(name, username), secrets })).profile.id;
  };
  const backUp = async (gatewayId: string, name: string): Promise<Operation> => {
    const backup = { repository: 'default', name, selection: EVERYTHING, reason: '' };
    const { operationId } = await open.engine.backups.create({ gatewayId, backup });
    return open.engine.operations.ended(operationId);
  };
  const restore = async (gatewayId: string, name: string): Promise<Operation> => {
    const choices = PlanChoices.parse({ fixes: {}, safetyBackup: true });
    const plan = await open.engine.restores.plan({ gatewayId, repository: 'default', name, choices });
    const confirmation = { planId: plan.id, tenant: 'default', reason: '' };
    return open.engine.operations.ended((await open.engine.restores.start(confirmation)).operationId);
  };

  test.each([
    ['nobody', undefined, undefined],
    ['a wrong password', 'admin', 'canary-wrong-2'],
    ['an unknown user', 'stranger', PASSWORD],
  ])('1 %s is refused in the test, in the status and before a backup', async (who, username, password) => {
    const before = await worldOf(door.url);
    const secrets = password === undefined ? {} : { dataStorePassword: password };
    const report = await open.engine.gateways.test({ draft: draftOf(who, username), secrets });
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
    const secrets = { dataStorePassword: PASSWORD };
    const report = await open.engine.gateways.test({ draft: draftOf('Right', 'admin'), secrets });
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
    const gatewayId = await add('Blind', 'blind', PASSWORD);
    const status = await open.engine.gateways.status({ gatewayId });
    expect(status.error?.code).toBe('right-missing');
    expectSentences(status.error!);
    expect(status.error?.cause).toContain('monitor');
    expect(await refusal(backUp(gatewayId, 'x'))).toBe('right-missing');
  });

  test('13 a user who may back up and not restore changes nothing with a restore', async () => {
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

  test('31 no password is in a file, a call or an event', async () => {
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
    const secrets = [PASSWORD, 'canary-wrong-2', Buffer.from(`admin:${PASSWORD}`).toString('base64')];
    for (const secret of secrets) expect(texts.filter((text) => text.includes(secret))).toEqual([]);
  });
});
