import { expect } from 'vitest';
import { countDocs, fingerprint } from '#lab/samples/fingerprint.ts';
import { storeRequest } from '#lab/samples/store-http.ts';
import { borrowServer } from '#lab/servers/borrow.ts';
import { type LabServer, type ServerOptions, type ServerVersion, startServer } from '#lab/servers/start.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import type { BackupList } from '#shared/model/backup.ts';
import type { GatewayDraft } from '#shared/model/gateway.ts';
import type { Operation } from '#shared/model/operation.ts';
import {
  PlanChoices,
  type PlanFix,
  type RestoreConfirmation,
  type RestoreMode,
  type RestorePlan,
} from '#shared/model/plan.ts';
import type { BackupSelection } from '#shared/model/primitives.ts';
import { draftFor, type OpenEngine, type OpenOptions, openEngine } from './open-engine.ts';
import { loadSmallTenant } from './small-tenant.ts';
import { changesWhile, expectTold } from './told-calls.ts';

export interface BenchOptions extends OpenOptions {
  draft?: Partial<GatewayDraft>;
  server?: ServerOptions;
  events?: number;
}

export interface RestoreWish {
  repository?: string;
  mode?: RestoreMode;
  selection?: BackupSelection;
  globalState?: boolean;
  fixes?: Record<string, PlanFix>;
  safetyBackup?: boolean;
  confirmation?: Partial<RestoreConfirmation>;
  /** What somebody else does between the plan and its start. */
  between?: (plan: RestorePlan) => Promise<void>;
}

/** One real server with two small tenants, and one engine in front of it. */
export class Bench {
  readonly server: LabServer;
  readonly open: OpenEngine;
  readonly gatewayId: string;

  constructor(server: LabServer, open: OpenEngine, gatewayId: string) {
    this.server = server;
    this.open = open;
    this.gatewayId = gatewayId;
  }

  get engine(): OpenEngine['engine'] {
    return this.open.engine;
  }
  get url(): string {
    return this.server.url;
  }

  async raw<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    return storeRequest<T>(this.url, method, path, body);
  }

  async beginBackUp(name: string, repository = 'default', selection?: BackupSelection): Promise<string> {
    return (await this.engine.backups.create(this.wanted(name, repository, selection))).operationId;
  }

  private wanted(name: string, repository: string, selection: BackupSelection = { kind: 'everything' }) {
    const backup = { repository, name, selection, reason: 'Test', quiesce: false };
    return { gatewayId: this.gatewayId, backup };
  }

  /** A backup that must become good, and that changes what was told before, in that order. */
  async backUp(name: string, repository = 'default', selection?: BackupSelection): Promise<Operation> {
    const told = await this.engine.backups.calls(this.wanted(name, repository, selection));
    const { result: operation, sent } = await changesWhile(this.open, this.gatewayId, async () =>
      this.engine.operations.ended(await this.beginBackUp(name, repository, selection)),
    );
    expect([operation.status, operation.error]).toEqual(['succeeded', null]);
    expectTold(told, sent);
    return operation;
  }

  async plan(name: string, wish: RestoreWish = {}): Promise<RestorePlan> {
    return this.engine.restores.plan({
      gatewayId: this.gatewayId,
      repository: wish.repository ?? 'default',
      name,
      choices: PlanChoices.parse({
        mode: wish.mode,
        selection: wish.selection,
        globalState: wish.globalState,
        fixes: wish.fixes ?? {},
        safetyBackup: wish.safetyBackup ?? true,
      }),
    });
  }

  async beginRestore(name: string, wish: RestoreWish = {}): Promise<string> {
    return this.start(await this.plan(name, wish), wish);
  }

  private async start(plan: RestorePlan, wish: RestoreWish): Promise<string> {
    await wish.between?.(plan);
    const confirmation = { planId: plan.id, tenant: 'default', reason: '', ...wish.confirmation };
    return (await this.engine.restores.start(confirmation)).operationId;
  }

  async restore(name: string, wish: RestoreWish = {}): Promise<Operation> {
    return this.engine.operations.ended(await this.beginRestore(name, wish));
  }

  /** A restore that must succeed, and that changes what its plan told, in that order. */
  async restored(name: string, wish: RestoreWish = {}): Promise<Operation> {
    const plan = await this.plan(name, wish);
    const { result: operation, sent } = await changesWhile(this.open, this.gatewayId, async () =>
      this.engine.operations.ended(await this.start(plan, wish)),
    );
    expect([operation.status, operation.error]).toEqual(['succeeded', null]);
    expectTold(plan.calls, sent);
    return operation;
  }

  /** The backups of all repositories: a list by itself does not wait for one that is slow. */
  async list(gatewayId = this.gatewayId): Promise<BackupList> {
    for (;;) {
      const list = await this.engine.backups.list({ gatewayId });
      if (list.readings.every(({ error }) => error?.code !== 'no-reply')) return list;
    }
  }

  /** Cancels the one operation that runs. */
  async cancelRunning(): Promise<void> {
    const running = (await this.engine.operations.list({})).find((one) => one.status === 'running');
    await this.engine.operations.cancel({ operationId: running!.id });
  }

  counts(tenant = 'default'): Promise<Record<string, number>> {
    return countDocs(this.url, tenant);
  }

  /** Alias names and properties of each index. */
  async aliases(): Promise<Record<string, Record<string, string>>> {
    const prints = await fingerprint(this.url, () => true);
    return Object.fromEntries(Object.entries(prints).map(([index, print]) => [index, print.aliases]));
  }

  /** All that an operation can change on a data store: indices, repositories, backups. */
  async world(): Promise<unknown> {
    return worldOf(this.url);
  }

  /** Nothing is left over: no journal, no lock, no closed index, no running work. */
  async expectTidy(closed: string[] = []): Promise<void> {
    expect(await this.engine.journals.list({})).toEqual([]);
    const prints = await fingerprint(this.url, () => true);
    const shut = Object.entries(prints).filter(([, print]) => print.state === 'close');
    expect(shut.map(([index]) => index)).toEqual(closed);
    await this.expectUnlimited();
  }

  /** Nothing that a restore sets for its own time is left: no limit of the cluster, no temporary repository (E11). */
  async expectUnlimited(): Promise<void> {
    const settings = await this.raw<{ transient: Record<string, unknown> }>(
      'GET',
      '/_cluster/settings?flat_settings=true',
    );
    expect(settings.transient['indices.recovery.max_bytes_per_sec']).toBeUndefined();
    const repositories = Object.keys(await this.raw<object>('GET', '/_snapshot'));
    expect(repositories.filter((name) => name.startsWith('gateway-vault-fast-'))).toEqual([]);
  }

  async stop(): Promise<void> {
    await this.open.close();
    await this.server.stop();
  }
}

export async function openBench(version: ServerVersion, options: BenchOptions = {}): Promise<Bench> {
  const server =
    options.server === undefined ? await borrowServer(version) : await startServer(version, options.server);
  try {
    await loadSmallTenant(server.url, 'default', options.events);
    await loadSmallTenant(server.url, 'default2', 60);
    const open = await openEngine(options);
    const draft = draftFor(server, options.draft);
    const added = await open.engine.gateways.add({ draft, secrets: {} });
    return new Bench(server, open, added.profile.id);
  } catch (thrown) {
    await server.stop();
    throw thrown;
  }
}

export async function worldOf(url: string): Promise<unknown> {
  const repositories = await storeRequest<Record<string, unknown>>(url, 'GET', '/_snapshot');
  const backups: Record<string, string[]> = {};
  for (const name of Object.keys(repositories)) {
    const path = `/_snapshot/${encodeURIComponent(name)}/_all`;
    const list = await storeRequest<{ snapshots: { snapshot: string; state: string }[] }>(url, 'GET', path);
    backups[name] = list.snapshots.map((one) => `${one.snapshot} ${one.state}`).sort();
  }
  return { repositories, backups, indices: await fingerprint(url, () => true) };
}

/** The code with which a promise is refused; fails when it is not. The sentence must be fit to be shown. */
export async function refusal(work: Promise<unknown>): Promise<ErrorCode> {
  const thrown = await work.then(
    (value) => expect.fail(`was not refused: ${JSON.stringify(value).slice(0, 300)}`),
    (reason: unknown) => reason,
  );
  if (!(thrown instanceof AppFailure)) throw thrown;
  expectSentences(thrown.value);
  return thrown.value.code;
}

/** Whole sentences without holes and without the language of programs. */
export function expectSentences(error: AppFailure['value']): void {
  for (const text of [error.title, error.cause, error.changed, error.next]) {
    expect(text).toMatch(/^\S.*$/s);
    expect(text).not.toMatch(/undefined|\[object|\bnull\b|\{(what|where|detail)\}|NaN/);
  }
}
