import { rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countDocs } from '#lab/samples/fingerprint.ts';
import { mutateTenant } from '#lab/samples/mutate.ts';
import type { LabServer } from '#lab/servers/start.ts';
import { BackupDetail } from '#shared/model/backup.ts';
import { Operation } from '#shared/model/operation.ts';
import { RestorePlan } from '#shared/model/plan.ts';
import { RestoreStatus } from '#shared/model/restore-status.ts';
import { gatewayCommandRules } from './command-line-gateways.ts';
import type { Ended } from './command-line-lab.ts';
import { repositoryCommandRules } from './command-line-repositories.ts';
import type { CommandLineBench, Extent } from './command-line-suite.ts';
import { draftFor, makeFolder, openEngine } from './open-engine.ts';

/** The new grammar on one real server, each command as a process of its own. */
export function modernRules({ version, cli, server: serverOf }: CommandLineBench, extent: Extent): void {
  const wholly = test.runIf(extent !== 'short');
  describe('gateway-vault', () => {
    const folder = makeFolder();
    let server: LabServer;

    const vault = (args: string, env: Record<string, string> = {}): Promise<Ended> =>
      cli.run('gateway-vault', args.split(' '), { GATEWAY_VAULT_HOME: folder, ...env });
    const json = async (args: string): Promise<unknown> => {
      const ended = await vault(`${args} --json`);
      expect(ended.err).toBe('');
      return JSON.parse(ended.out.trim().split('\n').at(-1) ?? '');
    };

    beforeAll(() => {
      server = serverOf();
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    test('without a saved gateway it says how to save one, and a saved one is in the program too', async () => {
      const none = await vault('backup list');
      expect([none.code, none.out]).toEqual([1, '']);
      expect(none.err).toContain('gateway-vault gateway add');
      const { release } = draftFor(server);
      const wrong = await vault(
        `gateway add --name one --tenant Default --release ${release} --address ${server.url}`,
      );
      expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('tenant')]);
      const added = await vault(
        `gateway add --name one --tenant default --release ${release} --address ${server.url} --json`,
      );
      expect([added.code, added.err]).toEqual([0, '']);
      const app = await openEngine({ folder });
      const [saved] = await app.engine.gateways.list({});
      await app.close();
      expect([saved?.profile.name, saved?.profile.tenant]).toEqual(['one', 'default']);
      expect((await vault('gateway list')).out).toContain(`one  tenant default  ${release}  ${server.url}`);
      expect(await json('gateway list')).toMatchObject({ gateways: [{ name: 'one', tenant: 'default' }] });
    });

    test('E5 E6 a backup is made, verified, shown and listed', async () => {
      const made = Operation.parse(await json('backup create --name first --reason nightly'));
      expect([made.status, made.reason]).toEqual(['succeeded', 'nightly']);
      const shown = BackupDetail.parse(
        ((await json('backup show --name first')) as { backup: unknown }).backup,
      );
      expect([shown.row.state, shown.restorable.ok]).toEqual(['success', true]);
      const listed = await vault('backup list');
      expect(listed.out).toMatch(/^2\S+Z {2}success {2}first\n$/);
      expect((await vault('backup show --name none')).code).toBe(3);
    });

    test('E7 E13 a plan changes nothing, and a restore needs the tenant and brings the data back', async () => {
      const before = await countDocs(server.url, 'default');
      await mutateTenant(server.url, 'default');
      const changed = await countDocs(server.url, 'default');
      const plan = RestorePlan.parse(await json('restore plan --name first'));
      expect(plan.blockers).toEqual([]);
      const mistyped = await vault('restore run --name first --confirm defualt');
      expect([mistyped.code, mistyped.out]).toEqual([1, '']);
      expect(mistyped.err).toContain('The typed tenant is not default.');
      expect(await countDocs(server.url, 'default')).toEqual(changed);
      const restored = Operation.parse(await json('restore run --name first --confirm default'));
      expect([restored.status, restored.result]).toMatchObject(['succeeded', { outcome: 'restored' }]);
      expect(await countDocs(server.url, 'default')).toEqual(before);
      expect(RestoreStatus.parse(await json('restore status --name first')).state).toBe('success');
    });

    test('indices are opened, and backups deleted with a verdict for each', async () => {
      expect(await vault('open-indices')).toEqual({
        code: 0,
        out: 'reopen: Every index of the tenant is open\nOpened 0 indices of default\n',
        err: '',
      });
      const deleted = await vault('backup delete --name first,never-made');
      expect(deleted.code).toBe(2);
      expect(deleted.out).toContain('Deleted first\n');
      expect(deleted.out).toContain('Not deleted: never-made.');
    });

    repositoryCommandRules(() => ({ version, url: server.url, folder: cli.elsewhere, vault }));

    gatewayCommandRules(
      () => ({ version, url: server.url, folder: cli.elsewhere, home: folder, vault }),
      extent === 'open' ? 2 : 1,
    );

    test('E17 while another process is at work on the data store a change is refused with its name', async () => {
      const uuid = await clusterUuid(server.url);
      const lock = { token: 'another', pid: process.pid, host: hostname(), beat: Date.now() };
      const file = path.join(folder, 'locks', `${uuid}.json`);
      writeFileSync(file, JSON.stringify({ ...lock, what: 'restore first', user: 'svc-night' }));
      const refused = await vault('open-indices');
      expect([refused.code, refused.out]).toEqual([1, '']);
      expect(refused.err).toContain('restore first, begun by svc-night');
      rmSync(file);
      expect((await vault('open-indices --json')).code).toBe(0);
    });

    test('E18 a password is taken from the environment or a file, and none is printed', async () => {
      const app = await openEngine({ folder });
      const [gateway] = await app.engine.gateways.list({});
      const { id, createdAt: _, ...draft } = gateway!.profile;
      const signedIn = { ...draft, dataStore: { ...draft.dataStore, username: 'elastic' } };
      await app.engine.gateways.update({ gatewayId: id, draft: signedIn, secrets: {} });
      await app.close();
      const without = await vault('backup list');
      expect([without.code, without.out]).toEqual([1, '']);
      expect(without.err).toContain(`{"${id}.data-store":`);
      const secrets = JSON.stringify({ [`${id}.data-store`]: 'word-of-the-lab' });
      const given = await vault('backup list', { GATEWAY_VAULT_SESSION_SECRETS: secrets });
      expect([given.code, given.err]).toEqual([0, '']);
      const file = path.join(cli.elsewhere, 'secrets.json');
      writeFileSync(file, secrets, { mode: 0o600 });
      const read = await vault('backup list --json', { GATEWAY_VAULT_SECRETS_FILE: file });
      expect([read.code, read.err]).toEqual([0, '']);
      const broken = await vault('backup list', { GATEWAY_VAULT_SESSION_SECRETS: 'word-of-the-lab' });
      expect([broken.code, broken.err.includes('word-of-the-lab')]).toEqual([1, false]);
    });

    wholly(
      'a data store that does not answer, and a reader that has gone, end in a code and not in a fault',
      async () => {
        const app = await openEngine({ folder });
        const { release } = draftFor(server);
        const draft = draftFor(server, {
          name: 'gone',
          release,
          dataStore: { addresses: ['http://127.0.0.1:9'] },
        });
        await app.engine.gateways.add({ draft, secrets: {} });
        await app.close();
        const ended = await vault('backup list --gateway gone --json');
        expect([ended.code, ended.out]).toEqual([1, '']);
        expect(JSON.parse(ended.err)).toMatchObject({ error: { code: 'connection-refused' } });
        const several = await vault('backup list');
        expect([several.code, several.err]).toEqual([
          1,
          expect.stringContaining('Several saved gateways fit'),
        ]);
        const unheard = await cli.run(
          'gateway-vault',
          ['gateway', 'list'],
          { GATEWAY_VAULT_HOME: folder },
          { isUnheard: true },
        );
        expect([unheard.code, unheard.err]).toEqual([0, '']);
      },
    );

    wholly('a file of gateways that cannot be read is kept and told', async () => {
      const file = path.join(folder, 'profiles.json');
      writeFileSync(file, '{"schemaVersion":1,');
      const ended = await vault('backup list');
      expect([ended.code, ended.out]).toEqual([1, '']);
      expect(ended.err).toContain('The saved gateways could not be read.');
    });
  });
}

async function clusterUuid(url: string): Promise<string> {
  const reply = await fetch(`${url}/_cluster/state/metadata?filter_path=metadata.cluster_uuid`);
  return ((await reply.json()) as { metadata: { cluster_uuid: string } }).metadata.cluster_uuid;
}
