import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTcpProxy, type TcpProxy } from '#lab/faults/tcp-proxy.ts';
import { countDocs } from '#lab/samples/fingerprint.ts';
import { mutateTenant } from '#lab/samples/mutate.ts';
import { borrowServer } from '#lab/servers/borrow.ts';
import type { LabServer, ServerVersion } from '#lab/servers/start.ts';
import { OpenJournal } from '#shared/model/journal.ts';
import { Operation } from '#shared/model/operation.ts';
import { NoteLine, ProgressLine } from '../../../electron/cli/following/lines.ts';
import { until } from '../../unit/until.ts';
import { BundledProgram } from './bundled-program.ts';
import { slowRepository } from './changes.ts';
import { CommandLine, type Ended } from './command-line-lab.ts';
import type { CrashOrder, Death } from './crash.ts';
import { draftFor, makeFolder, openEngine } from './open-engine.ts';
import { loadSmallTenant } from './small-tenant.ts';

/** A disk on which nothing can be written any more. */
const FULL = 'ulimit -f 0; exec "$0" "$@"';
const NEVER = new Promise<never>(() => undefined);

/** Work that does not end in the process that began it, on one real server behind a proxy that counts requests. */
export function openWorkRules(version: ServerVersion): void {
  describe(`gateway-vault, work that is left, on ${version}`, () => {
    const cli = new CommandLine();
    const program = new BundledProgram('crash-child');
    const folder = makeFolder();
    let server: LabServer;
    let proxy: TcpProxy;
    let gatewayId = '';

    const start = (args: string, shell?: string) =>
      cli.start(
        'gateway-vault',
        args.split(' '),
        { GATEWAY_VAULT_HOME: folder },
        shell === undefined ? {} : { shell },
      );
    const vault = (args: string, shell?: string): Promise<Ended> => start(args, shell).ended;
    const raw = (method: string, where: string): Promise<Response> =>
      fetch(`${server.url}${where}`, { method });
    const counts = () => countDocs(server.url, 'default');
    const journals = (): string[] => (existsSync(path.join(folder, 'journals')) ? filesIn('journals') : []);
    const filesIn = (name: string): string[] =>
      readdirSync(path.join(folder, name)).filter((file) => file.endsWith('.json'));

    /** Runs a command that must send nothing but reading requests, and leave journals and history as they are. */
    async function changesNothing(args: string): Promise<Ended> {
      const before = [journals(), historyOf(folder)];
      const from = proxy.requests.length;
      const ended = await vault(args);
      expect(proxy.requests.length).toBeGreaterThan(from);
      expect(proxy.requests.slice(from).filter((line) => !/^(GET|HEAD) /.test(line))).toEqual([]);
      expect([journals(), historyOf(folder)]).toEqual(before);
      return ended;
    }

    /** Begins a restore and resolves when the data store has it; its reply is held back. */
    async function halfWay(): Promise<ReturnType<typeof start>> {
      await proxy.setMode({ kind: 'hold', until: NEVER, match: /^POST \S+\/first\/_restore/ });
      const from = proxy.requests.length;
      const running = start('restore run --name first --confirm default');
      await until(() => proxy.requests.slice(from).some((line) => line.includes('/first/_restore')));
      return running;
    }

    async function crash(die: Death): Promise<void> {
      const order: CrashOrder = {
        ...{ folder, gatewayId, backup: 'first', fixes: {}, secrets: {}, cancel: false },
        die,
      };
      await program.mustDie(order);
    }

    beforeAll(async () => {
      server = await borrowServer(version);
      await Promise.all([cli.build(), program.build(), loadSmallTenant(server.url)]);
      proxy = await startTcpProxy(server.url);
      const app = await openEngine({ folder });
      const draft = draftFor(server, { name: 'one', dataStore: { addresses: [proxy.url] } });
      gatewayId = (await app.engine.gateways.add({ draft, secrets: {} })).profile.id;
      await app.close();
      expect((await vault('backup create --name first')).code).toBe(0);
      await slowRepository(server.url, 'slow', { snapshot: '20kb' });
    });
    afterAll(async () => {
      await proxy.stop();
      await server.stop();
      program.remove();
      cli.remove();
      rmSync(folder, { recursive: true, force: true });
    });

    test('a dry run of each changing command sends no request that writes, and tells what would be done', async () => {
      const [index = ''] = Object.keys(await counts());
      expect((await raw('POST', `/${index}/_close`)).status).toBe(200);
      const opening = await changesNothing('open-indices --dry-run');
      expect([opening.code, opening.out]).toEqual([
        0,
        `Would open 1 indices of default:\n${index}\nNothing was changed.\n`,
      ]);
      await raw('POST', `/${index}/_open`);
      const making = await changesNothing('backup create --name second --scopes audit --dry-run --json');
      expect(making.code).toBe(0);
      const indices = Object.keys(await counts()).filter((one) => one.includes('_audit_'));
      expect(JSON.parse(making.out)).toMatchObject({ dryRun: true, name: 'second', indices });
      expect((await changesNothing('backup create --name first --dry-run')).code).toBe(1);
      const deleting = await changesNothing('backup delete --name first,never --dry-run');
      expect([deleting.code, deleting.out]).toEqual([
        2,
        'Would delete first\nWould not delete never. There is none of this name.\nNothing was changed.\n',
      ]);
      const restoring = await changesNothing('restore run --name first --confirm default --dry-run');
      expect([restoring.code, restoring.err]).toEqual([0, '']);
      expect(restoring.out).toContain(`replace  ${index}\n`);
      expect((await vault('backup show --name first')).code).toBe(0);
    });

    test('a backup that was left to the data store is cancelled, and one of others is not', async () => {
      expect((await vault('backup create --repository slow --name left --no-wait')).code).toBe(0);
      const shown = await vault('backup show --repository slow --name left');
      expect([shown.code, shown.out]).toEqual([4, expect.stringContaining('in progress')]);
      const would = await changesNothing('backup cancel --repository slow --name left --dry-run');
      expect(would.out).toContain('Would cancel the backup left');
      const cancelled = await vault('backup cancel --repository slow --name left');
      expect([cancelled.code, cancelled.err]).toEqual([0, '']);
      expect((await raw('GET', '/_snapshot/slow/left')).status).toBe(404);
      expect((await vault('backup cancel --repository slow --name left')).code).toBe(3);
      await raw('PUT', '/_snapshot/slow/foreign?wait_for_completion=false');
      const foreign = await vault('backup cancel --repository slow --name foreign');
      expect([foreign.code, foreign.err]).toEqual([
        1,
        expect.stringContaining('was not begun from this data folder'),
      ]);
      expect((await raw('DELETE', '/_snapshot/slow/foreign')).status).toBe(200);
      const ended = await vault('backup cancel --name first');
      expect([ended.code, ended.out]).toEqual([2, expect.stringContaining('no longer being made')]);
    });

    test('Ctrl-C says that the data store goes on, and the desktop program goes on with it', async () => {
      const running = start('backup create --repository slow --name going --json');
      await until(() => linesOf(running.said().out).some((line) => 'shards' in line && line.shards !== null));
      running.child.kill('SIGINT');
      const { code, out } = await running.ended;
      expect(code).toBe(130);
      const lines = linesOf(out);
      expect(Operation.parse(lines.at(-1)).status).toBe('running');
      expect(NoteLine.parse(lines.at(-2)).text).toContain('goes on with the backup going');
      expect(lines.slice(0, -2).map((line) => ProgressLine.parse(line).target)).toContain('going');
      const app = await openEngine({ folder });
      try {
        await until(() => app.events.some((one) => one.target === 'going' && one.status === 'running'));
        const { id } = app.events.find((one) => one.target === 'going')!;
        await app.engine.operations.cancel({ operationId: id });
        expect((await app.engine.operations.ended(id)).status).toBe('cancelled');
      } finally {
        await app.close();
      }
      expect((await vault('backup create --name waited --no-wait')).code).toBe(0);
      const waited = await vault('backup show --name waited --wait');
      expect([waited.code, waited.err]).toEqual([0, '']);
    });

    test('a reader that goes while a backup is followed ends neither the work nor its code', async () => {
      const home = { GATEWAY_VAULT_HOME: folder };
      const args = ['backup', 'create', '--name', 'unheard'];
      const unheard = await cli.run('gateway-vault', args, home, { isUnheard: true });
      expect([unheard.code, unheard.err]).toEqual([0, '']);
      const shown = await vault('backup show --name unheard');
      expect([shown.code, shown.out]).toEqual([0, expect.stringContaining('unheard in default: success')]);
    });

    test('E16 a restore that was killed is known everywhere, nothing else is changed, and the desktop program ends it', async () => {
      const before = await counts();
      await mutateTenant(server.url, 'default');
      const running = await halfWay();
      running.child.kill('SIGKILL');
      await running.ended;
      await proxy.setMode({ kind: 'pass' });
      const cron = await cli.run('apigatewayUtil', ['create', 'backup', '-name', 'cron'], {
        GATEWAY_VAULT_HOME: folder,
      });
      expect([cron.code, cron.out]).toEqual([1, '']);
      expect(cron.err).toContain('The restore of first was interrupted.');
      const refused = await vault('backup create --name cron --json');
      expect([refused.code, refused.out]).toEqual([1, '']);
      expect(JSON.parse(refused.err)).toMatchObject({ error: { code: 'journal-open' } });
      const told = await vault('restore recover --json');
      expect(told.code).toBe(2);
      const [journal] = (JSON.parse(told.out) as { journals: unknown[] }).journals;
      expect(OpenJournal.parse(journal)).toMatchObject({ backup: 'first', canContinue: true });
      const app = await openEngine({ folder });
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
      expect(await counts()).toEqual(before);
      expect((await vault('restore recover')).out).toBe('No restore of one is open\n');
    });

    test('E14 E16 a restore of the desktop program that was killed is rolled back, continued or closed from here', async () => {
      await mutateTenant(server.url, 'default', { seed: 3 });
      const changed = await counts();
      await crash({ step: 'aliases', write: 2, when: 'after' });
      const from = proxy.requests.length;
      const would = await vault('restore rollback --dry-run');
      expect(would.out).toContain('Would replace what the restore of first has changed by the safety backup');
      expect(proxy.requests.slice(from).filter((line) => !/^(GET|HEAD) /.test(line))).toEqual([]);
      const back = await vault('restore rollback');
      expect([back.code, back.err]).toEqual([0, '']);
      expect(back.out).toContain('The restore of first was rolled back; the data is as before\n');
      expect(await counts()).toEqual(changed);
      expect((await vault('restore status --name first')).out).toMatch(/^rolled-back: /);
      await crash({ step: 'restore', write: 2, when: 'after' });
      const on = await vault('restore recover --action continue --name first');
      expect([on.code, on.err]).toEqual([0, '']);
      expect(on.out).toContain('Restore of first restored and verified');
      expect(await counts()).not.toEqual(changed);
      await crash({ step: 'planned', write: 1, when: 'after' });
      const early = await vault('restore recover --action continue');
      expect([early.code, early.err]).toEqual([1, expect.stringContaining('roll it back')]);
      expect(journals()).toHaveLength(1);
      expect((await vault('restore recover --action close-by-hand')).code).toBe(0);
      expect(journals()).toEqual([]);
      expect((await vault('restore rollback')).code).toBe(3);
    });

    test('E16 asked to end twice, a restore keeps its journal and its end has a code of its own', async () => {
      const before = await counts();
      const running = await halfWay();
      running.child.kill('SIGTERM');
      // Two of them at once are one.
      await until(() => running.said().err.includes('Stopping.'));
      running.child.kill('SIGTERM');
      const { code, err } = await running.ended;
      await proxy.setMode({ kind: 'pass' });
      expect([code, err]).toEqual([143, expect.stringContaining('The restore of first is left open')]);
      expect(journals()).toHaveLength(1);
      expect((await vault('restore rollback')).code).toBe(0);
      expect(await counts()).toEqual(before);
    });

    test('on a full disk nothing is begun, and what is only read is still told', async () => {
      const before = await counts();
      const from = proxy.requests.length;
      for (const args of ['backup create --name full', 'restore run --name first --confirm default']) {
        const ended = await vault(args, FULL);
        expect([ended.code, ended.out]).toEqual([1, '']);
        expect(ended.err).toContain('A file of this program could not be read or written.');
      }
      expect(proxy.requests.slice(from).filter((line) => !/^(GET|HEAD) /.test(line))).toEqual([]);
      const listed = await vault('backup list', FULL);
      expect([listed.code, listed.out]).toEqual([0, expect.stringContaining('first')]);
      expect(await counts()).toEqual(before);
    });
  });
}

const linesOf = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

function historyOf(folder: string): string[] {
  const operations = path.join(folder, 'operations');
  return readdirSync(operations).map((file) => readFileSync(path.join(operations, file), 'utf8'));
}
