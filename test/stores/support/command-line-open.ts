import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mutateTenant } from '#lab/samples/mutate.ts';
import { OpenJournal } from '#shared/model/journal.ts';
import { Operation } from '#shared/model/operation.ts';
import { NoteLine, ProgressLine } from '../../../electron/cli/following/lines.ts';
import { DryBackup } from '../../../electron/cli/results/dry-runs.ts';
import { until } from '../../unit/until.ts';
import { BundledProgram } from './bundled-program.ts';
import { HAS_TERMINALS } from './command-line-lab.ts';
import { OpenLab } from './command-line-open-lab.ts';
import type { CommandLineBench } from './command-line-suite.ts';
import type { CrashOrder, Death } from './crash.ts';
import { openEngine } from './open-engine.ts';

/** A disk on which nothing can be written any more. */
const FULL = 'ulimit -f 0; exec "$0" "$@"';
/** Work that does not end in the process that began it, on one real server behind a proxy that counts requests. */
export function openWorkRules(bench: CommandLineBench): void {
  describe('gateway-vault, work that is left half way', () => {
    const program = new BundledProgram('crash-child');
    const lab = new OpenLab(bench);

    async function crash(die: Death): Promise<void> {
      const order: CrashOrder = {
        ...{
          folder: lab.folder,
          gatewayId: lab.gatewayId,
          backup: 'first',
          fixes: {},
          secrets: {},
          cancel: false,
        },
        die,
      };
      await program.mustDie(order);
    }

    beforeAll(async () => {
      await Promise.all([program.build(), lab.open()]);
    });
    afterAll(async () => {
      await lab.close();
      program.remove();
    });

    test('a dry run of each changing command sends no request that writes, and tells what would be done', async () => {
      const [index = ''] = Object.keys(await lab.counts());
      expect((await lab.raw('POST', `/${index}/_close`)).status).toBe(200);
      const opening = await lab.changesNothing('open-indices --dry-run');
      expect([opening.code, opening.out]).toEqual([
        0,
        `Would open 1 indices of default:\n${index}\nNothing was changed.\n`,
      ]);
      await lab.raw('POST', `/${index}/_open`);
      const making = await lab.changesNothing('backup create --name second --scopes audit --dry-run --json');
      expect(making.code).toBe(0);
      const indices = Object.keys(await lab.counts()).filter((one) => one.includes('_audit_'));
      const would = DryBackup.parse(JSON.parse(making.out));
      expect({ ...would, indices: would.indices.sort() }).toMatchObject({
        name: 'second',
        indices: indices.sort(),
      });
      expect((await lab.changesNothing('backup create --name first --dry-run')).code).toBe(1);
      const deleting = await lab.changesNothing('backup delete --name first,never --dry-run');
      expect([deleting.code, deleting.out]).toEqual([
        2,
        expect.stringMatching(
          /^Would delete first\nWould not delete never\. .*\nWarning: first is the last good backup of the gateway\. (The next one is safety-default-\S+|No other is known)\.\nNothing was changed\.\n$/,
        ),
      ]);
      const restoring = await lab.changesNothing('restore run --name first --confirm default --dry-run');
      expect([restoring.code, restoring.err]).toEqual([0, '']);
      expect(restoring.out).toContain(`replace  ${index}\n`);
      expect((await lab.vault('backup show --name first')).code).toBe(0);
    });

    test('a backup that others make is not cancelled', async () => {
      await lab.raw('PUT', '/_snapshot/slow/foreign?wait_for_completion=false');
      const foreign = await lab.vault('backup cancel --repository slow --name foreign');
      expect([foreign.code, foreign.err]).toEqual([
        1,
        expect.stringContaining('was not begun from this data folder'),
      ]);
      expect((await lab.raw('DELETE', '/_snapshot/slow/foreign')).status).toBe(200);
    });

    test('Ctrl-C says that the data store goes on, and the desktop program goes on with it', async () => {
      const running = lab.start('backup create --repository slow --name going --json');
      await until(() => linesOf(running.said().out).some((line) => 'shards' in line && line.shards !== null));
      running.child.kill('SIGINT');
      const { code, out } = await running.ended;
      expect(code).toBe(130);
      const lines = linesOf(out);
      expect(Operation.parse(lines.at(-1)).status).toBe('running');
      expect(NoteLine.parse(lines.at(-2)).text).toContain('goes on with the backup going');
      expect(lines.slice(0, -2).map((line) => ProgressLine.parse(line).target)).toContain('going');
      const app = await openEngine({ folder: lab.folder });
      try {
        await until(() => app.events.some((one) => one.target === 'going' && one.status === 'running'));
        const { id } = app.events.find((one) => one.target === 'going')!;
        await app.engine.operations.cancel({ operationId: id });
        expect((await app.engine.operations.ended(id)).status).toBe('cancelled');
      } finally {
        await app.close();
      }
      expect((await lab.vault('backup create --name waited --no-wait')).code).toBe(0);
      const waited = await lab.vault('backup show --name waited --wait');
      expect([waited.code, waited.err]).toEqual([0, '']);
    });

    test.runIf(HAS_TERMINALS)(
      'on a terminal there is a bar, which is gone before the result, and no colour',
      async () => {
        const home = { GATEWAY_VAULT_HOME: lab.folder };
        const args = ['backup', 'create', '--name', 'shown'];
        const { screen, ended } = bench.cli.onTerminal('gateway-vault', args, home);
        expect(await ended).toBe(0);
        const bar = '\\r\u001B\\[2Kbackup shown {2}';
        expect(screen()).toMatch(new RegExp(`${bar}.*\\d:\\d\\d`));
        expect(screen()).toMatch(/\r\u001B\[2KBackup shown was created and verified\r\n$/);
        expect(screen().replaceAll('\u001B[2K', '')).not.toContain('\u001B');
      },
    );

    test('a reader that goes while a backup is followed ends neither the work nor its code', async () => {
      const home = { GATEWAY_VAULT_HOME: lab.folder };
      const args = ['backup', 'create', '--name', 'unheard'];
      const unheard = await bench.cli.run('gateway-vault', args, home, { isUnheard: true });
      expect([unheard.code, unheard.err]).toEqual([0, '']);
      const shown = await lab.vault('backup show --name unheard');
      expect([shown.code, shown.out]).toEqual([0, expect.stringContaining('unheard in default: success')]);
    });

    test('E16 a restore that was killed is known everywhere, nothing else is changed, and the desktop program ends it', async () => {
      const before = await lab.counts();
      await mutateTenant(bench.server().url, 'default');
      await lab.killedHalfWay();
      const cron = await bench.cli.run('apigatewayUtil', ['create', 'backup', '-name', 'cron'], {
        GATEWAY_VAULT_HOME: lab.folder,
      });
      expect([cron.code, cron.out]).toEqual([1, '']);
      expect(cron.err).toContain('The restore of first was interrupted.');
      const refused = await lab.vault('backup create --name cron --json');
      expect([refused.code, refused.out]).toEqual([1, '']);
      expect(JSON.parse(refused.err)).toMatchObject({ error: { code: 'journal-open' } });
      const told = await lab.vault('restore recover --json');
      expect(told.code).toBe(2);
      const [journal] = (JSON.parse(told.out) as { journals: unknown[] }).journals;
      expect(OpenJournal.parse(journal)).toMatchObject({ backup: 'first', canContinue: true });
      const app = await openEngine({ folder: lab.folder });
      try {
        const [open] = await app.engine.journals.list({});
        const { operationId } = await app.engine.journals.resolve({
          journalId: open!.id,
          action: 'continue',
        });
        expect((await app.engine.operations.ended(operationId!)).status).toBe('succeeded');
      } finally {
        await app.close();
      }
      expect(await lab.counts()).toEqual(before);
      expect((await lab.vault('restore recover')).out).toBe('No restore of one is open\n');
    });

    test('E14 E16 a restore of the desktop program that was killed is rolled back, continued or closed from here', async () => {
      await mutateTenant(bench.server().url, 'default', { seed: 3 });
      const changed = await lab.counts();
      await crash({ step: 'aliases', write: 2, when: 'after' });
      const from = lab.proxy.requests.length;
      const would = await lab.vault('restore rollback --dry-run');
      expect(would.out).toContain('Would replace what the restore of first has changed by the safety backup');
      expect(lab.writes(from)).toEqual([]);
      const back = await lab.vault('restore rollback');
      expect([back.code, back.err]).toEqual([0, '']);
      expect(back.out).toContain('The restore of first was rolled back; the data is as before\n');
      expect(await lab.counts()).toEqual(changed);
      expect((await lab.vault('restore status --name first')).out).toMatch(/^rolled-back: /);
      await crash({ step: 'restore', write: 2, when: 'after' });
      const on = await lab.vault('restore recover --action continue --name first');
      expect([on.code, on.err]).toEqual([0, '']);
      expect(on.out).toContain('Restore of first restored and verified');
      expect(await lab.counts()).not.toEqual(changed);
      await crash({ step: 'planned', write: 1, when: 'after' });
      const early = await lab.vault('restore recover --action continue');
      expect([early.code, early.err]).toEqual([1, expect.stringContaining('roll it back')]);
      expect(lab.journals()).toHaveLength(1);
      expect((await lab.vault('restore recover --action close-by-hand --json')).code).toBe(0);
      expect(lab.journals()).toEqual([]);
      expect((await lab.vault('restore rollback')).code).toBe(3);
    });

    test('E16 asked to end twice, a restore keeps its journal and its end has a code of its own', async () => {
      const before = await lab.counts();
      const running = await lab.halfWay();
      running.child.kill('SIGTERM');
      // Two of them at once are one.
      await until(() => running.said().err.includes('Stopping.'));
      running.child.kill('SIGTERM');
      const { code, err } = await running.ended;
      await lab.proxy.setMode({ kind: 'pass' });
      expect([code, err]).toEqual([143, expect.stringContaining('The restore of first is left open')]);
      expect(lab.journals()).toHaveLength(1);
      expect((await lab.vault('restore rollback')).code).toBe(0);
      expect(await lab.counts()).toEqual(before);
    });

    test('on a full disk nothing is begun, and what is only read is still told', async () => {
      const before = await lab.counts();
      const from = lab.proxy.requests.length;
      for (const args of ['backup create --name full', 'restore run --name first --confirm default']) {
        const ended = await lab.vault(args, FULL);
        expect([ended.code, ended.out]).toEqual([1, '']);
        expect(ended.err).toContain('A file of this program could not be read or written.');
      }
      expect(lab.writes(from)).toEqual([]);
      const listed = await lab.vault('backup list', FULL);
      expect([listed.code, listed.out]).toEqual([0, expect.stringContaining('first')]);
      expect(await lab.counts()).toEqual(before);
    });
  });
}

const linesOf = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
