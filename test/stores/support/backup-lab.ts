import { readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { BackupInFlight } from '#core/backups/in-flight.ts';
import type { FileStore } from '#core/ports.ts';
import type { TcpProxy } from '#lab/faults/tcp-proxy.ts';
import type { GatewayNode } from '#lab/gateway/stand-in.ts';
import type { BackupDetail, BackupRow, NewBackup } from '#shared/model/backup.ts';
import type { Operation } from '#shared/model/operation.ts';
import type { Abilities } from './abilities.ts';
import type { Bench } from './bench.ts';
import { addDoc } from './changes.ts';

/** What the tests of backups share: one server behind a proxy, one gateway node, one data folder. */
export interface BackupLab {
  can: Abilities;
  /** Its gateway goes through the proxy; `bench.raw` does not. */
  bench: Bench;
  proxy: TcpProxy;
  node: GatewayNode;
  folder: string;
  secrets: Record<string, string>;
  hook: InFlightHook;
}

/** Lets a test do something at the moment at which the record of a running backup is on the disk. */
export class InFlightHook {
  onWrite: (record: BackupInFlight) => Promise<void> | void = () => undefined;
  /** Called when the manifest of a deleted backup goes. */
  onForget: () => Promise<void> | void = () => undefined;

  readonly files = (inner: FileStore): FileStore => ({
    ...inner,
    write: async (file, text) => {
      await inner.write(file, text);
      if (file.startsWith('in-flight/')) await this.onWrite(JSON.parse(text) as BackupInFlight);
    },
    remove: async (file) => {
      await inner.remove(file);
      if (file.startsWith('manifests/')) await this.onForget();
    },
  });

  /** Runs `work` once, when everything was counted and nothing is sent yet. */
  beforeCreate(work: () => Promise<void>): void {
    this.onWrite = async (record) => {
      if (record.noted === null) return;
      this.onWrite = () => undefined;
      await work();
    };
  }

  reset(): void {
    this.onWrite = () => undefined;
    this.onForget = () => undefined;
  }
}

/** One small index of the tenant that every release has. */
export const audit = async ({ bench }: BackupLab): Promise<string> =>
  Object.keys(await bench.counts())
    .sort()
    .find((name) => name.startsWith('gateway_default_audit'))!;

/** Somebody adds a document to that index. */
export async function write(at: BackupLab, id: string): Promise<void> {
  await addDoc(at.bench.url, await audit(at), id, at.can.families ? '_doc' : 'auditlogs');
}

export async function begin({ bench }: BackupLab, wish: Partial<NewBackup> = {}): Promise<string> {
  const backup: NewBackup = {
    repository: 'default',
    name: 'one',
    selection: { kind: 'everything' },
    reason: 'Test',
    quiesce: false,
    ...wish,
  };
  return (await bench.engine.backups.create({ gatewayId: bench.gatewayId, backup })).operationId;
}

export async function make(at: BackupLab, wish: Partial<NewBackup> = {}): Promise<Operation> {
  return at.bench.engine.operations.ended(await begin(at, wish));
}

/** A backup that must become good. */
export async function makeGood(at: BackupLab, wish: Partial<NewBackup> = {}): Promise<Operation> {
  const operation = await make(at, wish);
  expect([operation.status, operation.error]).toEqual(['succeeded', null]);
  return operation;
}

export function detail(at: BackupLab, name: string, repository = 'default'): Promise<BackupDetail> {
  return at.bench.engine.backups.detail({ gatewayId: at.bench.gatewayId, repository, name });
}

/** The row of a backup, once it is read in detail. */
export async function row({ bench }: BackupLab, name: string): Promise<BackupRow> {
  return until(async () => {
    const { rows } = await bench.engine.backups.list({ gatewayId: bench.gatewayId });
    const found = rows.find((one) => one.name === name);
    return found?.detailed === true ? found : null;
  });
}

export interface RawBackup {
  snapshot: string;
  uuid?: string;
  state: string;
  indices: string[];
  metadata?: Record<string, unknown>;
}

/** What the server itself says of a repository. */
export async function rawBackups({ bench }: BackupLab, repository = 'default'): Promise<RawBackup[]> {
  const reply = await bench.raw<{ snapshots: RawBackup[] }>('GET', `/_snapshot/${repository}/_all`);
  return reply.snapshots;
}

/** Polls until there is an answer that counts. The time limit of the test ends it. */
export async function until<T>(look: () => Promise<T | null | false>): Promise<T> {
  for (;;) {
    const seen = await look();
    if (seen !== null && seen !== false) return seen;
    await sleep(20);
  }
}

/** Nothing of a backup is left over: no record, no lock, no quiesced node. */
export function expectSettled(at: BackupLab): void {
  expect(left(at, 'in-flight')).toEqual([]);
  expect(left(at, 'locks')).toEqual([]);
  expect(at.node.quiesce.enable).toBe(false);
}

export function left({ folder }: BackupLab, kind: 'in-flight' | 'locks'): string[] {
  return readdirSync(folder).includes(kind) ? readdirSync(path.join(folder, kind)) : [];
}

export const sent = ({ proxy }: BackupLab, match: RegExp): string[] =>
  proxy.requests.filter((line) => match.test(line));
