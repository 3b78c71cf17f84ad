import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#core/engine-api.ts';
import { countDocs } from '#lab/samples/fingerprint.ts';
import { mutateTenant, rollOver } from '#lab/samples/mutate.ts';
import type { LabServer } from '#lab/servers/start.ts';
import type { GatewayRelease } from '#shared/model/gateway.ts';
import { releaseAtLeast } from '#shared/rules/versions.ts';
import { UTILITY } from '../../../electron/cli/grammar/utility.ts';
import { deleteIndices } from './changes.ts';
import type { Ended } from './command-line-lab.ts';
import type { CommandLineBench, Extent } from './command-line-suite.ts';
import { draftFor, makeFolder, openEngine } from './open-engine.ts';

const CANARY = 'cAnArY0123456789';

/** The old grammar on one real server, each command as a process of its own. */
export function utilityRules({ cli, server: serverOf }: CommandLineBench, extent: Extent): void {
  const wholly = test.runIf(extent !== 'short');
  describe('apigatewayUtil', () => {
    const folder = makeFolder();
    let server: LabServer;
    let hasCodes = true;

    const util = (...args: string[]): Promise<Ended> =>
      cli.run('apigatewayUtil', args, { GATEWAY_VAULT_HOME: folder });
    /** The documented code, which releases before 10.11 do not have. */
    const code = (documented: number, before: 0 | 1): number => (hasCodes ? documented : before);

    /** Does something in the desktop program, which is closed again before the next command. */
    async function inProgram<Result>(work: (engine: Engine) => Promise<Result>): Promise<Result> {
      const app = await openEngine({ folder });
      try {
        return await work(app.engine);
      } finally {
        await app.close();
      }
    }

    const setRelease = (release: GatewayRelease): Promise<unknown> =>
      inProgram(async ({ gateways }) => {
        const [gateway] = await gateways.list({});
        const draft = draftFor(server, { name: gateway!.profile.name, release });
        await gateways.update({ gatewayId: gateway!.profile.id, draft, secrets: {} });
      });

    beforeAll(async () => {
      server = serverOf();
      const draft = draftFor(server, { name: 'Store & "test"' });
      hasCodes = releaseAtLeast(draft.release, 10, 11);
      await inProgram(({ gateways }) => gateways.add({ draft, secrets: {} }));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    test('a script of the utility runs unchanged: create, poll the status, list, delete', async () => {
      const begun = await util('create', 'backup', '-tenant', 'default', '-name', 'nightly');
      expect(begun).toEqual({ code: 0, out: 'Initiated backup process for nightly file\n', err: '' });
      const status = await polled(() => util('status', 'backup', '-name', 'nightly'));
      expect(status).toEqual({ code: code(10, 0), out: 'Backup status of nightly: Success\n', err: '' });
      expect(await util('list', 'backup', '-tenant', 'default')).toEqual({
        code: 0,
        out: 'Backups available in default are\n\nnightly\n',
        err: '',
      });
      const kept = await util('delete', 'backups', '-olderThan', '30');
      expect(kept).toEqual({ code: 0, out: 'No backup in default is older than 30 days\n', err: '' });
      const old = await util('delete', 'backup', '-olderThan', '0d');
      expect(old).toEqual({ code: code(12, 0), out: 'Deleted backup nightly\n', err: '' });
      const gone = await util('status', 'backup', '-name', 'nightly');
      expect(gone).toEqual({ code: code(11, 1), out: 'Backup status of nightly: Unavailable\n', err: '' });
      const again = await util('delete', 'backup', '-name', 'nightly');
      expect(again.code).toBe(code(11, 1));
      expect(again.err).toBe('Backup file does not exist. nightly\n');
    });

    test('E16 what a command did not wait for is verified later, and the desktop program sees it', async () => {
      expect((await util('create', 'backup', '-name', 'left', '-include', 'assets,audit')).code).toBe(0);
      await polled(() => util('status', 'backup', '-name', 'left'));
      await inProgram(async (engine) => {
        const [gateway] = await engine.gateways.list({});
        const gatewayId = gateway!.profile.id;
        const [operation] = await engine.operations.list({ gatewayId });
        expect([operation?.kind, operation?.target, operation?.status]).toEqual([
          'backup',
          'left',
          'succeeded',
        ]);
        const detail = await engine.backups.detail({ gatewayId, repository: 'default', name: 'left' });
        expect(detail.manifest?.docs).toBeGreaterThan(0);
        expect(detail.row.scopes).toEqual(expect.arrayContaining(['assets', 'audit']));
        expect(detail.row.scopes).not.toContain('analytics');
      });
    });

    test('E7 E10 E13 a restore brings the data back, and tells so in its output, its code and its status', async () => {
      const made = await util('create', 'backup', '-name', 'good', '-sync', 'true');
      expect(made.err).toBe('');
      expect(made.out).toContain('Backup good was created and verified');
      const before = await countDocs(server.url, 'default');
      expect((await util('status', 'restore', '-name', 'good')).out).toContain(': Unavailable');
      await mutateTenant(server.url, 'default');
      const changed = await countDocs(server.url, 'default');
      expect(changed).not.toEqual(before);

      const unconfirmed = await util('restore', 'backup', '-name', 'good');
      expect(unconfirmed).toEqual({ code: 1, out: '', err: 'restore backup needs -tenant.\n' });
      expect(await countDocs(server.url, 'default')).toEqual(changed);

      const restored = await util(
        'restore',
        'backup',
        '-name',
        'good',
        '-tenant',
        'default',
        '-sync',
        'true',
      );
      expect(restored.err).toBe('');
      expect(restored.code).toBe(0);
      expect(restored.out).toMatch(
        /^Initiated restore process for good\nRestore of good restored and verified: /,
      );
      expect(await countDocs(server.url, 'default')).toEqual(before);
      const status = await util('status', 'restore', '-name', 'good');
      expect(status.code).toBe(0);
      expect(status.out).toContain('Restore status of good: Success\n');
    });

    wholly('where the program asks for a word to be typed, it refuses and says how to allow it', async () => {
      await setRelease('11.1');
      const args = ['restore', 'backup', '-name', 'good', '-tenant', 'default'];
      const before = await countDocs(server.url, 'default');
      await mutateTenant(server.url, 'default', { seed: 5 });
      const changed = await countDocs(server.url, 'default');
      const refused = await util(...args);
      expect([refused.code, refused.out]).toEqual([1, '']);
      expect(refused.err).toMatch(
        /^The backup comes from release .*-allow other-release goes on with it\.\n$/,
      );
      expect(await countDocs(server.url, 'default')).toEqual(changed);
      const allowed = await util(...args, '-allow', 'other-release');
      expect([allowed.code, allowed.err]).toEqual([0, '']);
      expect(await countDocs(server.url, 'default')).toEqual(before);
      await setRelease(draftFor(server).release);
    });

    wholly('E20 data is added to what is there, and nothing of it is replaced', async () => {
      const before = await countDocs(server.url, 'default');
      const args = ['restore', 'backup', '-name', 'good', '-tenant', 'default', '-aggregate', 'true'];
      const both = await util(...args, '-srcTenant', 'another');
      expect([both.code, both.err]).toEqual([1, '-aggregate true takes data of the same tenant only.\n']);
      const twins = await util(...args, '-include', 'audit');
      expect([twins.code, twins.out]).toEqual([1, '']);
      expect(await countDocs(server.url, 'default')).toEqual(before);
      // Up to 10.4 there is no family that could take a further member.
      if (!releaseAtLeast(draftFor(server).release, 10, 5)) return;
      const ofAudit = Object.keys(before).filter((index) => index.includes('_audit_'));
      await rollOver(server.url, 'gateway_default_audit_auditlogs');
      await deleteIndices(server.url, ofAudit);
      const added = await util(...args, '-include', 'audit');
      expect([added.code, added.err]).toEqual([0, '']);
      const after = await countDocs(server.url, 'default');
      expect(totalOf(after, '_audit_')).toBe(totalOf(before, '_audit_'));
      expect(Object.keys(after).some((index) => /_restored\d{8}-\d{6}$/.test(index))).toBe(true);
    });

    wholly('the data of one tenant becomes that of another, which had none', async () => {
      const { id: gatewayId } = await inProgram(async ({ gateways }) => {
        const draft = draftFor(server, { name: 'Another', tenant: 'default2' });
        return (await gateways.add({ draft, secrets: {} })).profile;
      });
      const source = await countDocs(server.url, 'default');
      const args = ['restore', 'backup', '-name', 'good', '-repoName', 'default', '-tenant', 'default2'];
      const moved = await util(...args, '-srcTenant', 'default');
      expect([moved.code, moved.err]).toEqual([0, '']);
      expect(await countDocs(server.url, 'default')).toEqual(source);
      expect(totalOf(await countDocs(server.url, 'default2'))).toBe(totalOf(source));
      await inProgram(({ gateways }) => gateways.remove({ gatewayId }));
    });

    test('closed indices are opened', async () => {
      const [index] = Object.keys(await countDocs(server.url, 'default'));
      expect((await fetch(`${server.url}/${index!}/_close`, { method: 'POST' })).status).toBe(200);
      const opened = await util('perform', 'open_indices');
      expect(opened).toEqual({ code: 0, out: 'Opened 1 indices of default\n', err: '' });
      const found = await fetch(`${server.url}/${index!}/_search?size=0`);
      expect(found.status).toBe(200);
    });

    test('repositories are registered, listed and forgotten', async () => {
      const made = await util('configure', 'manageRepo', '-repoName', 'second');
      expect(made).toEqual({
        code: 0,
        out: 'Repository second is registered and every node can use it\n',
        err: '',
      });
      expect((await util('list', 'manageRepo')).out).toContain('second fs second\n');
      const empty = await util('list', 'backup', '-repo', 'second', '-format', 'json');
      expect([empty.code, JSON.parse(empty.out)]).toEqual([0, []]);
      expect((await util('delete', 'manageRepo', '-repoName', 'second')).code).toBe(0);
      const gone = await util('list', 'backup', '-repo', 'second');
      expect([gone.code, gone.out]).toEqual([1, '']);
      expect(gone.err).toContain('Error while getting all snapshots on repository - second. Message - ');
    });

    test('a place in a file that cannot be used is refused, and its keys are told nowhere', async () => {
      const text = `type=s3\nbucket=apigw\nregion=eu-west-1\naccess_key=AKIA${CANARY}\nsecret_key=${CANARY}\n`;
      writeFileSync(path.join(cli.elsewhere, 'old.cnf'), text, { mode: 0o600 });
      const refused = await util('configure', 'manageRepo', '-repoName', 'cloud', '-file', 'old.cnf');
      expect([refused.code, refused.out]).toEqual([1, '']);
      expect(refused.err).toMatch(/keystore|plugin/);
      expect(refused.err).not.toContain(CANARY);
      expect((await util('list', 'manageRepo')).out).not.toContain('cloud');
    });

    test('facts of backups are told in text and as JSON', async () => {
      const listed = await util(
        'list',
        'backup',
        '-verbose',
        'true',
        '-format',
        'json',
        '-status',
        'success',
      );
      const rows = JSON.parse(listed.out) as Record<string, unknown>[];
      expect(rows.map((row) => row.snapshot)).toEqual(['left', 'good']);
      expect(rows[1]).toMatchObject({ status: 'SUCCESS', 'Failed shards': 0 });
      expect((await util('list', 'backup', '-status', 'FAILED')).out).toBe(
        'Backups available in default are\n\n',
      );
      const told = await util('status', 'backup', '-name', 'good', '-verbose', 'true');
      expect(told.out).toMatch(
        /^Backup status of good: Success\nsnapshot: good\nstatus: SUCCESS\nstartTime: 2/,
      );
    });

    test('a backup that cannot be made says why, in the words of the utility', async () => {
      const taken = await util('create', 'backup', '-name', 'good');
      expect([taken.code, taken.out]).toEqual([1, '']);
      expect(taken.err).toMatch(
        /^Error while creating snapshot - good, repository - default\. Message - .*exists/,
      );
      const capital = await util('create', 'backup', '-name', 'Good');
      expect([capital.code, capital.out]).toEqual([1, '']);
    });

    test('what it does not have is refused in one line', async () => {
      const all = await Promise.all(UTILITY.refusedCommands.map(({ words }) => util(...words)));
      for (const { code, out, err } of all) expect([code, out, err.split('\n').length]).toEqual([1, '', 2]);
      const names = UTILITY.refusedCommands.map(({ words }) => words.join(' '));
      expect(all.map(({ err }) => err.split(':')[0])).toEqual(names);
    });

    wholly('what is printed can be kept in a file, and the calls with it', async () => {
      const file = path.join(cli.elsewhere, 'kept here.log');
      const { out, err } = await util('list', 'backup', '-logFileLocation', file, '-logLevel', 'debug');
      expect(err).toBe('');
      const kept = readFileSync(file, 'utf8');
      for (const line of out.trim().split('\n')) expect(kept).toContain(line);
      expect(kept).toContain('[debug] GET /_snapshot 200 ');
      const nowhere = path.join(cli.elsewhere, 'none', 'x.log');
      const refused = await util('perform', 'open_indices', '-logFileLocation', nowhere);
      expect([refused.code, refused.out, refused.err]).toEqual([
        1,
        '',
        `The file ${nowhere} cannot be written. Nothing was changed.\n`,
      ]);
    });

    test('several backups are deleted by their names', async () => {
      const deleted = await util('delete', 'backup', '-name', 'left,good');
      const out = 'Deleted backup left\nDeleted backup good\n';
      expect(deleted).toEqual({ code: code(12, 0), out, err: '' });
    });
  });
}

/** Asks until the backup is no longer in progress; the test's own deadline ends a wait in vain. */
async function polled(ask: () => Promise<Ended>): Promise<Ended> {
  for (;;) {
    const answer = await ask();
    if (!answer.out.includes('In progress')) return answer;
  }
}

/** All documents of the indices whose name holds a text. */
function totalOf(counts: Record<string, number>, part = ''): number {
  return Object.entries(counts)
    .filter(([index]) => index.includes(part))
    .reduce((sum, [, docs]) => sum + docs, 0);
}
