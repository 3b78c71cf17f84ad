import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BackupInFlight } from '#core/backups/in-flight.ts';
import type { Operation } from '#shared/model/operation.ts';
import type { BackupCrash, Death } from './backup-crash-child.ts';
import { type BackupLab, expectSettled, left, rawBackups, sent, until } from './backup-lab.ts';
import { BundledProgram } from './bundled-program.ts';
import { slowRepository } from './changes.ts';
import { type OpenEngine, openEngine } from './open-engine.ts';

/** The program dies in mid backup: the next one goes on with it under the same operation. */
export function adoptionRules(at: BackupLab): void {
  const name = 'survivor';
  const program = new BundledProgram('backup-crash-child');

  beforeAll(() => program.build());
  afterAll(() => program.remove());

  /** Runs a backup in a process of its own that dies; resolves with the record that it left. */
  async function crash(repository: string, die: Death): Promise<BackupInFlight> {
    const { gatewayId } = at.bench;
    const selection = { kind: 'scopes' as const, scopes: ['assets' as const] };
    const backup = { repository, name, selection, reason: 'Crash', quiesce: true };
    const order: BackupCrash = { folder: at.folder, gatewayId, secrets: at.secrets, backup, die };
    await program.mustDie(order);
    const [record, ...more] = left(at, 'in-flight');
    expect(more).toEqual([]);
    expect(at.node.quiesce.enable).toBe(at.can.quiesce);
    return JSON.parse(readFileSync(path.join(at.folder, 'in-flight', record!), 'utf8')) as BackupInFlight;
  }

  const end = ({ engine }: OpenEngine, operationId: string): Promise<Operation> =>
    until(async () => {
      const operation = await engine.operations.get({ operationId });
      return operation.status !== 'running' && operation.status !== 'interrupted' && operation;
    });

  test('promise 7: killed in mid backup, with the data store out of reach at the next start', async () => {
    await slowRepository(at.bench.url, 'surviving', { snapshot: '20kb' });
    const record = await crash('surviving', 'identity');
    const [begun] = await rawBackups(at, 'surviving');
    expect(begun).toMatchObject({ snapshot: name, state: 'IN_PROGRESS' });
    expect(begun?.uuid ?? null).toBe(record.identity!.uuid);
    expect(record.identity!.uuid !== null).toBe(at.can.uuid);

    await at.proxy.setMode({ kind: 'refuse' });
    at.proxy.requests.splice(0);
    const next = await openEngine({ folder: at.folder, secrets: at.secrets, timing: { pollLongestMs: 500 } });
    try {
      const { gatewayId } = at.bench;
      const [last] = await next.engine.operations.list({ gatewayId });
      expect([last?.id, last?.status]).toEqual([record.id, 'interrupted']);
      await at.proxy.setMode({ kind: 'pass' });

      const operation = await end(next, record.id);
      expect([operation.status, operation.error]).toEqual(['succeeded', null]);
      expect(operation).toMatchObject({ id: record.id, startedAt: record.startedAt, target: name });
      expect(operation.result).toMatchObject({ state: 'success', countsReliable: true });
      const all = await next.engine.operations.list({ gatewayId });
      expect(all.filter((one) => one.id === record.id)).toHaveLength(1);

      const [ended, ...others] = await rawBackups(at, 'surviving');
      expect(others).toEqual([]);
      expect([ended?.uuid, ended?.state]).toEqual([begun?.uuid, 'SUCCESS']);
      expect(sent(at, /^(PUT|DELETE) /)).toEqual([]);
      const target = { gatewayId, repository: 'surviving', name };
      const { manifest, row } = await next.engine.backups.detail(target);
      expect([manifest?.countsReliable, row.trigger, row.reason]).toEqual([true, 'by-hand', 'Crash']);
      expectSettled(at);
    } finally {
      await next.close();
    }
  });

  test('promise 7: killed just before the create was sent: it is not there, and nothing is sent after all', async () => {
    await slowRepository(at.bench.url, 'unsent', {});
    const record = await crash('unsent', 'noted');
    at.proxy.requests.splice(0);
    const next = await openEngine({ folder: at.folder, secrets: at.secrets, timing: { pollLongestMs: 200 } });
    try {
      const operation = await end(next, record.id);
      expect([operation.status, operation.error?.code]).toEqual(['failed', 'backup-failed']);
      expect(sent(at, /^(PUT|DELETE) /)).toEqual([]);
      expect(await rawBackups(at, 'unsent')).toEqual([]);
      expectSettled(at);
    } finally {
      await next.close();
    }
  });
}
