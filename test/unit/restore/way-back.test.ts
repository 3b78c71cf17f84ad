import { beforeEach, describe, expect, it } from 'vitest';
import { Manifests } from '#core/backups/manifest.ts';
import { capabilitiesOf } from '#core/elasticsearch/capabilities.ts';
import { OperationHandle } from '#core/operations/operation-handle.ts';
import { Operations } from '#core/operations/registry.ts';
import type { RestoreContext } from '#core/restore/context.ts';
import { Journal, type JournalIndex, Journals } from '#core/restore/journal.ts';
import { Restores } from '#core/restore/restores.ts';
import { continueRestore, runRestore, undoRestore } from '#core/restore/run.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { parseVersion } from '#shared/rules/versions.ts';
import { draftNamed, MemoryFiles, quietPorts } from '../memory.ts';
import { FAST } from '../restart/bench.ts';
import { FakeIndices } from './fake-indices.ts';
import { PLAIN_JOURNAL } from './plain-journal.ts';

const APIS = 'gateway_default_apis';
const OLD = 'gateway_default_apis-000001';
const FILE = 'journals/op-1.json';

let store: FakeIndices;
let files: MemoryFiles;
beforeEach(() => {
  store = new FakeIndices();
  files = new MemoryFiles();
});

/** A restore that replaces one index and removes another, at the step and with what is told. */
async function restoreAt(change: Partial<Journal>): Promise<RestoreContext> {
  const of = (index: string, action: JournalIndex['action'], uuid: string): JournalIndex => ({
    index,
    source: index,
    request: action === 'replace' ? 'without-aliases' : '',
    scope: 'assets',
    action,
    former: { uuid, open: true, docs: 5, aliases: [] },
    restoredUuid: null,
    docs: null,
    bytes: null,
    withAliases: false,
  });
  const journal = Journal.parse({
    ...PLAIN_JOURNAL,
    requests: [{ id: 'without-aliases', includeAliases: false, rename: null }],
    indices: [of(APIS, 'replace', store.add(APIS, 5)), of(OLD, 'remove', store.add(OLD, 3))],
    ...change,
  });
  const ports = quietPorts(files, FAST, () => undefined);
  const wanted = { kind: 'restore' as const, gateway: { id: 'gw-1', name: 'Production EU' } };
  const rest = { target: 'nightly', reason: '', phases: [], cancellable: true };
  const journals = new Journals(files, () => undefined);
  await journals.write(journal);
  return {
    connection: { store: store.client, can: capabilitiesOf(parseVersion('7.13.0')!), storeKey: 'store-1' },
    ports,
    manifests: new Manifests(files, ports.logger),
    journals,
    operation: new OperationHandle('op-1', { ...wanted, ...rest }, 'svc-admin', ports.clock, () => undefined),
    nodes: new Map(),
    journal,
    lock: { isHeld: () => true },
  } as unknown as RestoreContext;
}

const stateOf = (index: string): string => {
  const found = store.indices.get(index);
  return found === undefined ? 'absent' : `${found.open ? 'open' : 'closed'}, ${found.docs} documents`;
};

describe('E14 the way back without a safety backup', () => {
  it('opens what was closed for a restore that the server never accepted', async () => {
    const context = await restoreAt({ step: 'restore', sent: ['without-aliases'] });
    store.indices.get(APIS)!.open = false;
    expect(await undoRestore(context)).toMatchObject({
      status: 'succeeded',
      result: { outcome: 'unchanged', leftOver: [] },
    });
    expect(stateOf(APIS)).toBe('open, 5 documents');
    expect(files.content.has(FILE)).toBe(false);
  });

  it('does not call the data store unchanged where the global state was asked for', async () => {
    const context = await restoreAt({ step: 'restore', sent: ['without-aliases'], globalState: true });
    store.indices.get(APIS)!.open = false;
    expect(await undoRestore(context)).toMatchObject({
      status: 'succeeded',
      result: { outcome: 'rolled-back' },
    });
    const said = context.operation.value.log.map(({ text }) => text);
    expect(said).toContain('Templates and settings of the whole data store may be those of the backup.');
    expect(stateOf(APIS)).toBe('open, 5 documents');
  });

  it('names what the restore has opened, whose data is another one', async () => {
    const context = await restoreAt({ step: 'restore', sent: ['without-aliases'] });
    store.indices.get(APIS)!.docs = 1;
    expect(await undoRestore(context)).toMatchObject({
      status: 'failed',
      result: { outcome: 'incomplete', leftOver: [APIS] },
    });
    expect(files.content.has(FILE)).toBe(true);
  });
});

it('E15 a backup of somebody else blocks the way back: that is said, and it works when the other has ended', async () => {
  const safety = { repository: 'gateway-vault-safety-default', name: 'safety-1', good: true };
  const context = await restoreAt({ step: 'restore', sent: ['without-aliases'], safety });
  store.indices.get(APIS)!.docs = 1;
  const { client } = store;
  const change = client.change.bind(client);
  let isBusy = true;
  context.connection.store = Object.assign(client, {
    change: (...asked: Parameters<typeof change>) =>
      isBusy && asked[1].path.startsWith(`/${APIS}`)
        ? Promise.reject(new AppFailure(appError('store-busy', { detail: 'Running: the backup theirs.' })))
        : change(...asked),
  });
  const blocked = await undoRestore(context);
  expect(blocked).toMatchObject({ status: 'failed', error: { code: 'rollback-failed' } });
  expect(blocked.error!.cause).toContain('Running: the backup theirs.');
  expect(JSON.parse(files.content.get(FILE)!)).toMatchObject({ step: 'roll-back' });
  isBusy = false;
  expect(await undoRestore(context)).toMatchObject({
    status: 'succeeded',
    result: { outcome: 'rolled-back', leftOver: [] },
  });
  expect(store.indices.get(APIS)!.source).toEqual({ repository: safety.repository, snapshot: safety.name });
  expect(files.content.has(FILE)).toBe(false);
});

describe('E16 a disk of this computer that is full in the middle of a restore', () => {
  it('leaves no index closed when nothing was sent', async () => {
    const context = await restoreAt({});
    context.journal.indices.pop();
    const { client } = store;
    const change = client.change.bind(client);
    context.connection.store = Object.assign(client, {
      change: async (...asked: Parameters<typeof change>) => {
        await change(...asked);
        if (asked[1].path.endsWith('/_close')) files.full = true;
      },
    });
    const outcome = await runRestore(context);
    expect(outcome).toMatchObject({
      status: 'failed',
      error: { code: 'file-failed' },
      result: { outcome: 'unchanged', leftOver: [] },
    });
    expect(store.changes.filter((one) => one.includes('_restore'))).toEqual([]);
    expect(stateOf(APIS)).toBe('open, 5 documents');
    // That the limit was put back could not be noted.
    expect(files.content.has(FILE)).toBe(true);
    files.full = false;
    expect(await undoRestore(context)).toMatchObject({ status: 'succeeded' });
    expect(files.content.has(FILE)).toBe(false);
  });

  it('undoes nothing that was sent, and leaves it to be continued', async () => {
    const context = await restoreAt({});
    context.journal.indices.pop();
    const { client } = store;
    const write = client.write.bind(client);
    context.connection.store = Object.assign(client, {
      write: async (...asked: Parameters<typeof write>) => {
        const answer = await write(...asked);
        if (asked[2].path.endsWith('/_restore')) files.full = true;
        return answer;
      },
    });
    expect(await runRestore(context)).toMatchObject({
      status: 'failed',
      error: { code: 'file-failed' },
      result: { outcome: 'incomplete' },
    });
    expect(stateOf(APIS)).toBe('open, 1 documents');
    files.full = false;
    expect(await continueRestore(context)).toMatchObject({ error: null, status: 'succeeded' });
    expect(files.content.has(FILE)).toBe(false);
  });
});

describe('E16 a restore that is continued', () => {
  it.each([
    ['what it closed was opened', (): void => void (store.indices.get(APIS)!.open = true)],
    ['what it removed was made anew', (): void => void store.add(OLD, 7)],
  ])('changes nothing when %s since, and goes back only when that is asked for', async (_, since) => {
    const context = await restoreAt({ step: 'remove' });
    store.indices.get(APIS)!.open = false;
    store.indices.delete(OLD);
    since();
    const then = [stateOf(APIS), stateOf(OLD)];
    expect(await continueRestore(context)).toMatchObject({
      status: 'failed',
      error: { code: 'plan-outdated' },
      result: { outcome: 'incomplete' },
    });
    expect([stateOf(APIS), stateOf(OLD)]).toEqual(then);
    expect(store.changes.filter((one) => !one.includes('_cluster'))).toEqual([]);
    expect(JSON.parse(files.content.get(FILE)!)).toMatchObject({ step: 'remove' });
  });
});

describe('E9 E16 a node that cannot be released when the restore has ended', () => {
  /** A node that is quiesced for a restore and does not answer afterwards, until it does again. */
  function silentNode(context: RestoreContext): { isSilent: boolean } {
    const node = {
      isSilent: true,
      release: (): Promise<void> =>
        node.isSilent
          ? Promise.reject(new AppFailure(appError('node-unreachable', { what: 'n0' })))
          : Promise.resolve(),
    };
    context.nodes = new Map([['n0', node]]) as never;
    return node;
  }

  it('keeps the journal of a restore whose data is in place, and ends it when the node is back', async () => {
    const context = await restoreAt({ step: 'release', sent: ['without-aliases'], quiesced: ['n0'] });
    const node = silentNode(context);
    expect(await continueRestore(context)).toMatchObject({
      status: 'warning',
      result: { outcome: 'restored' },
    });
    expect(JSON.parse(files.content.get(FILE)!)).toMatchObject({ quiesced: ['n0'] });
    node.isSilent = false;
    expect(await continueRestore(context)).toMatchObject({ status: 'succeeded' });
    expect(files.content.has(FILE)).toBe(false);
  });

  it('keeps the journal of one that was rolled back, and touches no data when it is settled', async () => {
    const context = await restoreAt({ step: 'restore', sent: ['without-aliases'], quiesced: ['n0'] });
    const node = silentNode(context);
    store.indices.get(APIS)!.open = false;
    const outcome = await undoRestore(context);
    expect(outcome).toMatchObject({
      status: 'warning',
      error: { code: 'node-not-quiesced' },
      result: { outcome: 'unchanged', leftOver: [] },
    });
    expect(outcome.error!.changed).toContain('Still quiesced: n0.');
    expect(stateOf(APIS)).toBe('open, 5 documents');
    expect(JSON.parse(files.content.get(FILE)!)).toMatchObject({ quiesced: ['n0'] });
    // The gateway writes again, and somebody makes an index anew: that is no business of this restore any more.
    store.indices.get(APIS)!.docs = 6;
    store.indices.delete(OLD);
    const changes = store.changes.length;
    node.isSilent = false;
    expect(await undoRestore(context)).toMatchObject({ status: 'succeeded', result: { leftOver: [] } });
    expect(store.changes.slice(changes)).toEqual([]);
    expect([stateOf(APIS), stateOf(OLD)]).toEqual(['open, 6 documents', 'absent']);
    expect(files.content.has(FILE)).toBe(false);
  });
});

describe('E16 a journal that is settled', () => {
  /** The ways out of a journal, as the engine has them. */
  function restoresOf(context: RestoreContext, restartDue: () => Promise<void>) {
    const { ports, journals, manifests } = context;
    const gateway = { ...draftNamed('Production EU'), id: 'gw-1', createdAt: 1 };
    const operations = new Operations(ports);
    const connection = { ...context.connection, gateway };
    const restores = new Restores({
      ports,
      operations,
      journals,
      manifests,
      connections: { of: () => Promise.resolve(connection) },
      profiles: { changeable: () => gateway },
      nodesOf: () => Promise.resolve(context.nodes),
      restartDue,
    } as unknown as ConstructorParameters<typeof Restores>[0]);
    return { restores, operations };
  }

  it('is a restore that succeeded, also when the restart of the gateway could not be noted', async () => {
    const context = await restoreAt({ step: 'release', sent: ['without-aliases'] });
    const full = new AppFailure(appError('file-failed', { detail: 'no space left on device' }));
    const { restores, operations } = restoresOf(context, () => Promise.reject(full));
    const { operationId } = await restores.resolve({ journalId: 'op-1', action: 'continue' });
    expect(await operations.ended(operationId!)).toMatchObject({
      status: 'warning',
      error: { code: 'file-failed' },
      result: { outcome: 'restored' },
    });
    expect(files.content.has(FILE)).toBe(false);
  });

  it('by hand is read again under the lock: what another process has settled is not touched', async () => {
    const context = await restoreAt({ step: 'close', quiesced: ['n0'] });
    let asked = 0;
    context.nodes = new Map([['n0', { release: () => Promise.resolve(void (asked += 1)) }]]) as never;
    const { restores } = restoresOf(context, () => Promise.resolve());
    files.pause = () => {
      if ([...files.content.keys()].some((path) => path.startsWith('locks/'))) files.content.delete(FILE);
      return Promise.resolve();
    };
    await expect(restores.resolve({ journalId: 'op-1', action: 'close-by-hand' })).rejects.toMatchObject({
      value: { code: 'journal-missing' },
    });
    expect(asked).toBe(0);
    expect([...files.content.keys()]).toEqual([]);
  });
});
