import path from 'node:path';
import type { Page } from 'playwright';
import { JOURNALS_FOLDER, type Journal } from '#core/restore/journal.ts';
import { DEMO_PASSWORD, type DemoEnvironment, startDemoEnvironment } from '#lab/demo/environment.ts';
import { closedPort, startHtmlServer } from '#lab/faults/impostors.ts';
import { type ProxyMode, startTcpProxy } from '#lab/faults/tcp-proxy.ts';
import { storeRequest } from '#lab/samples/store-http.ts';
import { startServer } from '#lab/servers/start.ts';
import type { GatewayDraft } from '#shared/model/gateway.ts';
import { ask } from '../support/in-page.ts';
import type { LaunchedApp } from '../support/launch.ts';
import { makePartialBackup } from './damaged.ts';

/** States that a screen can be in; each is a gateway of its own in one program. */
export const STATES = [
  'calm',
  'partial',
  'unsettled',
  'read-only',
  'empty',
  'loading',
  'failing',
  'offline',
] as const;
export type State = (typeof STATES)[number];

export interface Gallery {
  parts: DemoEnvironment;
  /** The address of each state's data store and what else differs from the calm one. */
  drafts: Record<State, GatewayDraft>;
  /** Whether the gateway that is partly readable reaches its second repository. */
  reachArchive(reached: boolean): Promise<void>;
  stop(): Promise<void>;
}

const NO_ARCHIVE: ProxyMode = { kind: 'reset', match: /_snapshot\/archive/ };

/** Real data stores, and what stands between them and the program. */
export async function startGallery(): Promise<Gallery> {
  const ends: (() => Promise<void>)[] = [];
  try {
    const [parts, empty] = await Promise.all([
      startDemoEnvironment({ tenants: ['default'], analyticsDocs: 2_000 }),
      startServer('7.13.0'),
    ]);
    ends.push(
      () => parts.stop(),
      () => empty.stop(),
    );
    await registerRepositories(parts);
    await makePartialBackup(parts.server.url);
    const partial = await startTcpProxy(parts.server.url, NO_ARCHIVE);
    const silent = await startTcpProxy(parts.server.url, { kind: 'black-hole' });
    const strange = await startHtmlServer();
    ends.push(
      () => partial.stop(),
      () => silent.stop(),
      () => strange.stop(),
    );
    const at = (name: string, url: string, more: Partial<GatewayDraft> = {}): GatewayDraft => ({
      ...parts.draft,
      name,
      dataStore: { addresses: [url] },
      ...more,
    });
    return {
      parts,
      drafts: {
        calm: parts.draft,
        partial: at('Partly readable', partial.url),
        unsettled: at('Restore cut off', parts.server.url),
        'read-only': at('Only to look at', parts.server.url, { readOnly: true }),
        empty: at('New and empty', empty.url),
        loading: at('Slow to answer', silent.url),
        failing: at('Not a data store', strange.url),
        offline: at('Switched off', `http://127.0.0.1:${await closedPort()}`),
      },
      reachArchive: (reached) => partial.setMode(reached ? { kind: 'pass' } : NO_ARCHIVE),
      stop: () => endAll(ends),
    };
  } catch (thrown) {
    await endAll(ends);
    throw thrown;
  }
}

async function endAll(ends: (() => Promise<void>)[]): Promise<void> {
  for (const end of ends.splice(0).reverse()) await end();
}

/** Two repositories; the state `partial` cannot reach the second one. */
async function registerRepositories({ server }: DemoEnvironment): Promise<void> {
  for (const [name, folder] of [
    ['default', 'repo'],
    ['archive', 'archives'],
  ]) {
    const settings = { location: `${server.folder}/${folder}/${name}` };
    await storeRequest(server.url, 'PUT', `/_snapshot/${name}`, { type: 'fs', settings });
  }
}

/** The id of each state's gateway, and of an operation of the calm one that has ended. */
export type GatewayIds = Record<State | 'operation', string>;

/** Adds the gateways, one backup each in two repositories, and a restart that is due. Nothing of it by clicking. */
export async function furnish(launched: LaunchedApp, { drafts }: Gallery): Promise<GatewayIds> {
  const { page } = launched;
  const ids: Partial<GatewayIds> = {};
  for (const state of STATES) {
    const secrets = { nodePassword: DEMO_PASSWORD };
    const { profile } = await ask(page, 'gateways.add', { draft: drafts[state], secrets });
    ids[state] = profile.id;
  }
  const gatewayId = ids.calm!;
  for (const repository of ['default', 'archive']) {
    const backup = {
      repository,
      name: BACKUP,
      reason: 'Before policy change 4711',
      quiesce: false,
      selection: { kind: 'everything' },
    } as const;
    const { operationId } = await ask(page, 'backups.create', { gatewayId, backup });
    await untilEnded(page, operationId);
    ids.operation = operationId;
  }
  await ask(page, 'restart.request', { gatewayId });
  await leaveJournal(launched, ids.unsettled!);
  return ids as GatewayIds;
}

/** What a restore leaves whose process died after it had closed its indices. The lab's other states are not held up by it. */
async function leaveJournal({ app, page, dataFolder }: LaunchedApp, gatewayId: string): Promise<void> {
  const journal: Journal = {
    format: 1,
    id: 'cut-off',
    gatewayId,
    gatewayName: 'Restore cut off',
    tenant: 'default',
    storeKey: 'a data store of its own',
    repository: 'default',
    backup: BACKUP,
    backupStartedAt: Date.UTC(2026, 10, 24, 3),
    startedAt: Date.UTC(2026, 10, 24, 6, 31),
    reason: 'Before policy change 4711',
    step: 'restore',
    mode: { kind: 'in-place' },
    globalState: false,
    requests: [{ id: 'r1', includeAliases: false, rename: null }],
    sent: ['r1'],
    lifted: null,
    indices: ['apis', 'applications', 'aliases', 'policies', 'policyactions'].map((type) => ({
      index: `gateway_default_${type}`,
      source: `gateway_default_${type}`,
      request: 'r1',
      scope: 'assets',
      action: 'replace',
      former: { uuid: `uuid-${type}`, open: true, docs: 318, aliases: [] },
      restoredUuid: null,
      docs: 318,
      bytes: 3_145_728,
      withAliases: false,
    })),
    keptAliases: [],
    aliases: [],
    aliasesBegun: false,
    safety: { repository: 'gateway-vault-safety', name: 'safety-default-20261124_063104', good: true },
    opened: [],
    quiesced: [],
  };
  // Written by the account of the program, which is not always that of the tests.
  await app.evaluate(
    (_electron, { folder, text }) => {
      const { mkdirSync, writeFileSync } = process.getBuiltinModule('node:fs');
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(`${folder}/cut-off.json`, text, { mode: 0o600 });
    },
    { folder: path.join(dataFolder, JOURNALS_FOLDER), text: JSON.stringify(journal) },
  );
  while ((await ask(page, 'journals.list', {})).length === 0) await page.waitForTimeout(50);
}

export const BACKUP = 'default_20261124_0300';

async function untilEnded(page: Page, operationId: string): Promise<void> {
  for (;;) {
    const { status } = await ask(page, 'operations.get', { operationId });
    if (status === 'succeeded') return;
    if (status !== 'running') throw new Error(`the backup ended as ${status}`);
    await page.waitForTimeout(50);
  }
}
