import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Engine } from '#core/engine-api.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { NewBackup } from '#shared/model/backup.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import { GLOBAL_STATE_PHRASE, NO_SAFETY_PHRASE, type RestorePlan } from '#shared/model/plan.ts';
import type { BackupSelection } from '#shared/model/primitives.ts';
import type { RepositoryPlace } from '#shared/model/repository-place.ts';
import {
  backupCommand,
  cleanUpCommand,
  commandText,
  deleteCommand,
  type EquivalentCommand,
  openIndicesCommand,
  readOnlyCommand,
  removeRepositoryCommand,
  repositoryCommand,
  restartCommand,
  restoreCommand,
} from '#shared/rules/equivalent-command.ts';
import { NO_BUCKET } from '#shared/rules/repository-settings.ts';
import { readVendorCnf } from '#shared/rules/vendor-cnf.ts';
import { MODERN } from '../../../electron/cli/grammar/modern.ts';
import { parseCommandLine } from '../../../electron/cli/grammar/parse.ts';
import { RUNS } from '../../../electron/cli/modern/runs.ts';
import type { Session } from '../../../electron/cli/session.ts';
import { pending as duePending } from '../../renderer/restart/samples.ts';
import { settledPlan } from '../../renderer/restore/samples.ts';
import { sampleEnded, sampleGateway } from '../../renderer/support/samples.ts';

const gateway: GatewayProfile = sampleGateway({ name: "Head's office, (EU) 2" }).profile;

/** What the command line asks of the engine for these words, up to the start of the work. */
async function asked(command: EquivalentCommand, plan?: RestorePlan): Promise<Record<string, unknown>> {
  if ('gap' in command) throw new Error(`no command: ${command.gap}`);
  const [program, ...argv] = command.words;
  expect(program).toBe(MODERN.program);
  const parsed = parseCommandLine(MODERN, argv);
  if (parsed.kind !== 'command') throw new Error(`${parsed.kind}: ${JSON.stringify(parsed)}`);
  const requests: Record<string, unknown> = {};
  const takes =
    (name: string, answer: unknown = { operationId: 'op-1' }) =>
    (input: unknown) => {
      requests[name] = input;
      return Promise.resolve(answer);
    };
  const ended = sampleEnded('op-1', 60_000, 1_000);
  const checked = { repository: 'x', ok: true, nodes: [], error: null };
  const engine = {
    repositories: {
      register: takes('add', checked),
      edit: takes('edit', checked),
      remove: takes('remove'),
      cleanUp: takes('cleanUp', { freedFiles: 0, freedBytes: 0 }),
      setReadOnly: takes('setReadOnly', {}),
      import: ({ text }: { text: string }) => {
        requests.import = { text };
        const read = readVendorCnf(text);
        return Promise.resolve({ ...read, handle: null });
      },
    },
    backups: { follow: () => Promise.resolve([]), create: takes('create'), delete: takes('delete') },
    restores: { plan: takes('plan', plan), start: takes('start') },
    restarts: { pending: () => Promise.resolve(duePending()), start: takes('restart') },
    indices: { openAll: takes('openAll') },
    operations: { ended: () => Promise.resolve(ended), cancel: () => Promise.resolve({}) },
  };
  const nothing = (): void => undefined;
  const session = {
    engine: engine as unknown as Engine,
    hear: () => nothing,
    hearRestarts: () => nothing,
    io: { out: nothing, err: nothing },
    interrupts: { isLeft: false, code: null, listen: () => nothing },
    follower: { state: nothing, note: nothing, done: nothing },
  } as unknown as Session;
  const { run } = await RUNS[parsed.command.id]();
  await run({
    session,
    options: parsed.options,
    gateway: () => {
      requests.gateway = parsed.options.get('gateway');
      return Promise.resolve(gateway);
    },
  });
  return requests;
}

const words = (command: EquivalentCommand): readonly string[] => ('words' in command ? command.words : []);

describe('the command that does the same as the backup wizard', () => {
  const backup = (selection: BackupSelection, more: Partial<NewBackup> = {}): NewBackup => ({
    repository: 'nightly copies',
    name: '-h',
    selection,
    reason: '',
    ...more,
  });

  it.each<BackupSelection>([
    { kind: 'everything' },
    { kind: 'scopes', scopes: ['assets', 'audit'] },
    { kind: 'indices', indices: ['gateway_default_apis', 'gateway_default_aliases-000002'] },
  ])('asks the engine for the same: $kind', async (selection) => {
    const wanted = backup(selection, { reason: 'help\n --name=x, as it\'s "said"' });
    expect(await asked(backupCommand(gateway, wanted))).toEqual({
      gateway: gateway.name,
      create: { gatewayId: gateway.id, backup: wanted },
    });
  });

  it('does not exist where the nodes are to be quiesced', () => {
    expect(backupCommand(gateway, backup({ kind: 'everything' }, { quiesce: true }))).toEqual({
      gap: 'quiesce',
    });
  });
});

describe('the command that does the same as the restore wizard', () => {
  const planOf = (changes: Partial<RestorePlan>, choices: Partial<RestorePlan['choices']> = {}) => {
    const made = settledPlan(changes);
    return { ...made, choices: { ...made.choices, fixes: {}, ...choices } };
  };

  it.each<BackupSelection>([{ kind: 'everything' }, { kind: 'scopes', scopes: ['analytics'] }])(
    'plans and confirms the same: $kind',
    async (selection) => {
      const plan = planOf({}, { selection });
      expect(await asked(restoreCommand(gateway, plan, 'Change 4711'), plan)).toEqual({
        gateway: gateway.name,
        plan: {
          gatewayId: gateway.id,
          repository: plan.repository,
          name: plan.backup,
          choices: plan.choices,
        },
        start: { planId: plan.id, tenant: gateway.tenant, reason: 'Change 4711' },
      });
    },
  );

  it('allows the risks that had to be typed, and no others', async () => {
    const risky = planOf({ otherRelease: '10.7' });
    const plan = { ...risky, safety: { ...risky.safety, indices: 3, error: appError('disk-full') } };
    const { start } = await asked(restoreCommand(gateway, plan, ''), plan);
    expect(start).toEqual({
      planId: plan.id,
      tenant: gateway.tenant,
      reason: '',
      withoutSafety: NO_SAFETY_PHRASE,
      otherRelease: '10.7',
    });
    expect(words(restoreCommand(gateway, planOf({}), '')).join(' ')).not.toContain('--allow');
  });

  it('brings the global state back where the plan does', async () => {
    const plan = planOf({}, { globalState: true });
    const { plan: input, start } = await asked(restoreCommand(gateway, plan, ''), plan);
    expect(input).toMatchObject({ choices: { globalState: true } });
    expect(start).toMatchObject({ globalState: GLOBAL_STATE_PHRASE });
  });

  it.each([
    ['target', { mode: { kind: 'beside', prefix: 'copy-' } }],
    ['target', { mode: { kind: 'add' } }],
    ['single-indices', { selection: { kind: 'indices', indices: ['gateway_default_apis'] } }],
    ['fixes', { fixes: { gateway_default_apis: 'leave-out' } }],
    ['no-safety', { safetyBackup: false }],
  ] as const)('does not exist, and says why: %s', (gap, choices) => {
    expect(restoreCommand(gateway, planOf({}, choices as Partial<RestorePlan['choices']>), '')).toEqual({
      gap,
    });
  });
});

describe('the command that does the same as the form of a repository', () => {
  const S3: RepositoryPlace = { ...NO_BUCKET, bucket: 'apigw-backup', basePath: 'prod' };
  const OTHER: RepositoryPlace = { kind: 'other', type: 'azure', settings: '{"sas_token":"canary"}' };
  const folder = mkdtempSync(path.join(tmpdir(), 'gateway-vault-command-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The command with the file that its user has written. */
  function withFile(command: EquivalentCommand, name: string, text: string): EquivalentCommand {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return { words: words(command).map((word) => word.replace(`=${name}`, `=${file}`)) };
  }

  it.each(['add', 'edit'] as const)('%s asks the engine for the same folder', async (does) => {
    const draft = { name: 'nightly', place: { kind: 'fs' as const, location: '-odd, "folder"' } };
    expect(await asked(repositoryCommand(gateway, draft, does))).toEqual({
      gateway: gateway.name,
      [does]: { gatewayId: gateway.id, ...draft },
    });
  });

  it.each(['add', 'edit'] as const)('%s takes a bucket and its keys from a file', async (does) => {
    const command = repositoryCommand(gateway, { name: 'cloud', place: S3 }, does);
    const text = 'type=s3\nbucket=apigw-backup\nbase_path=prod\n';
    const requests = await asked(withFile(command, 'gateway-s3-repo.cnf', text));
    expect(requests[does]).toMatchObject({ gatewayId: gateway.id, name: 'cloud', place: S3 });
    expect(requests.import).toEqual({ text });
  });

  it('takes the settings of another type from a file and holds none of them', async () => {
    const command = repositoryCommand(gateway, { name: 'blobs', place: OTHER }, 'add');
    expect(words(command).join(' ')).not.toContain('canary');
    const { add } = await asked(withFile(command, 'settings.json', OTHER.settings));
    expect(add).toEqual({ gatewayId: gateway.id, name: 'blobs', place: OTHER });
  });
});

it('the command that does the same as the dialog opens all indices', async () => {
  expect(await asked(openIndicesCommand(gateway))).toEqual({
    gateway: gateway.name,
    openAll: { gatewayId: gateway.id },
  });
});

describe('the command that does the same as the question before a deletion', () => {
  const ref = (name: string, repository = 'nightly copies') => ({ repository, name });

  it.each([[[ref('one')]], [[ref('one'), ref('-two')]]])(
    'asks the engine for the same: %j',
    async (backups) => {
      expect(await asked(deleteCommand(gateway, backups, "it's old"))).toEqual({
        gateway: gateway.name,
        delete: { gatewayId: gateway.id, backups, reason: "it's old" },
      });
    },
  );

  it('does not exist for backups of several repositories', () => {
    expect(deleteCommand(gateway, [ref('one'), ref('two', 'other')], '')).toEqual({ gap: 'repositories' });
  });
});

describe('the command that does the same as a question about a repository', () => {
  const name = '-nightly copies';
  const target = { gatewayId: gateway.id, name };

  it.each([
    ['remove', removeRepositoryCommand(gateway, name), target],
    ['cleanUp', cleanUpCommand(gateway, name), target],
    ['setReadOnly', readOnlyCommand(gateway, name, true), { ...target, readOnly: true }],
    ['setReadOnly', readOnlyCommand(gateway, name, false), { ...target, readOnly: false }],
  ] as const)('asks the engine for the same: %s', async (method, command, input) => {
    expect(await asked(command)).toEqual({ gateway: gateway.name, [method]: input });
  });
});

describe('the command that does the same as the question before a restart', () => {
  const due = duePending().nodes;
  const order = { nodes: due, due, byHand: false, together: false };
  const of = (nodes: typeof due) => nodes.map(({ nodeId }) => nodeId);

  it.each([
    ['everything that is due', order],
    ['all at once', { ...order, together: true }],
    ['one node', { ...order, nodes: due.slice(1, 2) }],
  ])('asks the engine for the same: %s', async (_, wanted) => {
    expect(await asked(restartCommand(gateway, wanted))).toEqual({
      gateway: gateway.name,
      restart: { gatewayId: gateway.id, nodeIds: of(wanted.nodes), together: wanted.together },
    });
  });

  it.each([
    ['by-hand', { ...order, byHand: true }],
    ['not-due', { ...order, due: due.slice(1), nodes: due.slice(0, 1) }],
    [
      'node-names',
      {
        ...order,
        due: due.map((one) => ({ ...one, name: 'twin' })),
        nodes: due.slice(0, 1).map((one) => ({ ...one, name: 'twin' })),
      },
    ],
  ])('does not exist, and says why: %s', (gap, wanted) => {
    expect(restartCommand(gateway, wanted)).toEqual({ gap });
  });
});

describe('a command as text', () => {
  const heard = (text: string): unknown =>
    JSON.parse(
      execFileSync(
        '/bin/sh',
        ['-c', `"$NODE" -e 'console.log(JSON.stringify(process.argv.slice(1)))' -- ${text}`],
        {
          encoding: 'utf8',
          env: { NODE: process.execPath },
        },
      ),
    );

  it.skipIf(process.platform === 'win32')('arrives at a program word by word as it is', () => {
    const odd = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', ''));
    fc.assert(
      fc.property(fc.array(odd, { minLength: 30, maxLength: 60 }), (all) => {
        const given = ['plain', '--reason=it\'s "$HOME" `id` \\ !1 \n%', '', '~', '=ls', '*', ...all];
        expect(heard(commandText(given, 'posix'))).toEqual(given);
      }),
      { numRuns: 4 },
    );
  });

  it('has no quotes where none are needed', () => {
    const command = backupCommand(
      { name: 'Production', tenant: 'default' },
      { repository: 'default', name: 'default-2026', selection: { kind: 'everything' }, reason: '' },
    );
    expect(commandText(words(command), 'posix')).toBe(
      'gateway-vault backup create --gateway=Production --name=default-2026 --repository=default',
    );
  });

  it.each([
    ['--scopes=assets,audit', "'--scopes=assets,audit'"],
    ['--gateway=Head’s office', "'--gateway=Head’’s office'"],
    ["--reason=it's", "'--reason=it''s'"],
    ['--reason=$HOME `n', "'--reason=$HOME `n'"],
    ['--name=default-2026', '--name=default-2026'],
  ])('is quoted for PowerShell: %s', (word, text) => {
    expect(commandText([word], 'powershell')).toBe(text);
  });
});
