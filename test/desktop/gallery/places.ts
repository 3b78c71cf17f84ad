import type { Page } from 'playwright';
import { DEMO_PASSWORD, type DemoEnvironment, startDemoEnvironment } from '#lab/demo/environment.ts';
import { closedPort, startHtmlServer } from '#lab/faults/impostors.ts';
import { startTcpProxy } from '#lab/faults/tcp-proxy.ts';
import { storeRequest } from '#lab/samples/store-http.ts';
import { startServer } from '#lab/servers/start.ts';
import type { GatewayDraft } from '#shared/model/gateway.ts';
import { ask } from '../support/in-page.ts';

/** States that a screen can be in; each is a gateway of its own in one program. */
export const STATES = ['calm', 'partial', 'read-only', 'empty', 'loading', 'failing', 'offline'] as const;
export type State = (typeof STATES)[number];

export interface Gallery {
  parts: DemoEnvironment;
  /** The address of each state's data store and what else differs from the calm one. */
  drafts: Record<State, GatewayDraft>;
  stop(): Promise<void>;
}

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
    const partial = await startTcpProxy(parts.server.url, { kind: 'reset', match: /_snapshot\/archive/ });
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
        'read-only': at('Only to look at', parts.server.url, { readOnly: true }),
        empty: at('New and empty', empty.url),
        loading: at('Slow to answer', silent.url),
        failing: at('Not a data store', strange.url),
        offline: at('Switched off', `http://127.0.0.1:${await closedPort()}`),
      },
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

export type GatewayIds = Record<State, string>;

/** Adds the gateways, one backup each in two repositories, and a restart that is due. Nothing of it by clicking. */
export async function furnish(page: Page, { drafts }: Gallery): Promise<GatewayIds> {
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
  }
  await ask(page, 'restart.request', { gatewayId });
  return ids as GatewayIds;
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
