import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countDocs } from '#lab/samples/fingerprint.ts';
import { mutateTenant } from '#lab/samples/mutate.ts';
import type { LabServer } from '#lab/servers/start.ts';
import { RestorePlan } from '#shared/model/plan.ts';
import { abilitiesOf } from './abilities.ts';
import type { Ended } from './command-line-lab.ts';
import type { CommandLineBench } from './command-line-suite.ts';
import { draftFor, makeFolder, openEngine } from './open-engine.ts';
import { ProbeTemplate } from './probe-template.ts';

const WHY =
  'Templates and settings of the whole data store would become those of the backup, also for other tenants, ' +
  'and nothing brings the present ones back.';
const NOT_TOLD =
  ' This data store does not tell whether the backup holds any; where it holds none, the present settings are lost.';

/** Templates and settings of the whole data store, in both grammars. */
export function globalStateRules({ cli, server: serverOf, version }: CommandLineBench): void {
  describe('the global state of a backup', () => {
    const folder = makeFolder();
    const env = { GATEWAY_VAULT_HOME: folder };
    let server: LabServer;
    let probe: ProbeTemplate;
    let before: Record<string, number>;
    let why: string;

    const util = (args: string): Promise<Ended> => cli.run('apigatewayUtil', args.split(' '), env);
    const vault = (args: string): Promise<Ended> => cli.run('gateway-vault', args.split(' '), env);

    beforeAll(async () => {
      server = serverOf();
      const app = await openEngine({ folder });
      await app.engine.gateways.add({ draft: draftFor(server), secrets: {} });
      await app.close();
      expect((await vault('backup create --name plain')).code).toBe(0);
      const can = abilitiesOf(version);
      probe = new ProbeTemplate(server.url, can);
      why = `${WHY}${can.globalStateTold ? '' : NOT_TOLD} Nothing was changed.`;
      before = await countDocs(server.url, 'default');
      await probe.backUpState('state', Object.keys(before));
      await mutateTenant(server.url, 'default', { seed: 11 });
    });
    afterAll(async () => {
      await probe.remove();
      await vault('backup delete --name plain,state');
      rmSync(folder, { recursive: true, force: true });
    });

    test('is left where it is, refused without a word of its own, and brought back with it', async () => {
      const restore = 'restore backup -name state -tenant default';
      const changed = await countDocs(server.url, 'default');
      const refused = await util(`${restore} -restoreClusterState true`);
      expect(refused).toEqual({
        code: 1,
        out: '',
        err: `${why} -allow cluster-settings goes on with it.\n`,
      });
      expect([await probe.order(), await countDocs(server.url, 'default')]).toEqual([2, changed]);
      expect((await util(`${restore} -restoreClusterState false`)).code).toBe(0);
      expect([await probe.order(), await countDocs(server.url, 'default')]).toEqual([2, before]);
      const allowed = await util(`${restore} -restoreClusterState true -allow cluster-settings`);
      expect([allowed.code, allowed.err]).toEqual([0, '']);
      expect(await probe.order()).toBe(1);
    });

    test('is told in a plan, and takes the same word in the new grammar', async () => {
      await probe.put(3);
      const plan = 'restore plan --name state --global-state';
      expect((await vault(plan)).out).toContain(
        'templates and settings of the whole data store become those of the backup',
      );
      const restore = 'restore run --name state --confirm default --global-state';
      const dry = await vault(`${restore} --dry-run`);
      expect([dry.code, dry.out]).toEqual([2, expect.stringContaining(why)]);
      const refused = await vault(restore);
      expect([refused.code, refused.out, refused.err]).toEqual([
        1,
        '',
        `${why} --allow cluster-settings goes on with it.\n`,
      ]);
      expect(await probe.order()).toBe(3);
      const allowed = await vault(`${restore} --allow cluster-settings --json`);
      expect([allowed.code, allowed.err]).toEqual([0, '']);
      expect(await probe.order()).toBe(1);
    });

    test('is refused of a backup that was made by this program, which never holds it', async () => {
      const planned = await vault('restore plan --name plain --global-state --json');
      const plan = RestorePlan.parse(JSON.parse(planned.out.trim().split('\n').at(-1) ?? ''));
      expect(plan.globalStateInBackup).toBe(false);
      const args = '-name plain -tenant default -restoreClusterState true -allow cluster-settings';
      const refused = await util(`restore backup ${args}`);
      expect([refused.code, refused.out]).toEqual([1, '']);
      expect(refused.err).toContain(plan.blockers[0]?.title);
    });
  });
}
