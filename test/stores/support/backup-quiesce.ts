import { expect, test } from 'vitest';
import type { Operation } from '#shared/model/operation.ts';
import {
  type BackupLab,
  begin,
  detail,
  expectSettled,
  left,
  make,
  makeGood,
  rawBackups,
  until,
  write,
} from './backup-lab.ts';
import { slowRepository } from './changes.ts';
import { openEngine } from './open-engine.ts';

const phaseOf = (operation: Operation, id: string) =>
  operation.phases.find((phase) => phase.id === id)?.state;
const ONE = { kind: 'scopes' as const, scopes: ['audit' as const] };

export function quiesceRules(at: BackupLab): void {
  /** What the node was asked for, in order. */
  const asked = (): unknown[] =>
    at.node.requests
      .filter((request) => request.method === 'PUT')
      .map((request) => (JSON.parse(request.body) as { enable: unknown }).enable);
  const once = (): unknown[] => (at.can.quiesce ? [true, false] : []);

  test('E9 nodes are quiesced before the copy and released after it, where the release can', async () => {
    const { quiesce } = await at.bench.engine.backups.choices({ gatewayId: at.bench.gatewayId });
    expect(quiesce.possible).toBe(at.can.quiesce);
    expect(quiesce.text).toMatch(at.can.quiesce ? /blocked on the node/ : /cannot be quiesced; 10\.7/);
    let during = false;
    at.hook.beforeCreate(() => Promise.resolve(void (during = at.node.quiesce.enable)));
    const operation = await makeGood(at, { name: 'quiesced', selection: ONE, quiesce: true });
    expect(during).toBe(at.can.quiesce);
    expect(asked()).toEqual(once());
    expect(phaseOf(operation, 'quiesce')).toBe(at.can.quiesce ? 'done' : 'skipped');
    expect(phaseOf(operation, 'release')).toBe(at.can.quiesce ? 'done' : 'skipped');
    expectSettled(at);
  });

  test('E9 a backup that was not told to leaves the nodes alone', async () => {
    await makeGood(at, { name: 'unquiesced', selection: ONE });
    expect(at.node.requests).toEqual([]);
  });

  test('E9 a node that somebody else has quiesced stays so', async () => {
    at.node.quiesce = { enable: true, block: 'all' };
    await makeGood(at, { name: 'theirs', selection: ONE, quiesce: true });
    expect(at.node.quiesce).toEqual({ enable: true, block: 'all' });
    expect(left(at, 'in-flight')).toEqual([]);
  });

  test('E9 a node that refuses is told of and stops nothing', async () => {
    at.node.setBehaviour('reject-password');
    const operation = await makeGood(at, { name: 'refusing', selection: ONE, quiesce: true });
    const told = operation.log.filter((line) => line.text.startsWith('Not quiesced'));
    expect(told).toHaveLength(at.can.quiesce ? 1 : 0);
    expectSettled(at);
  });

  test('E9 released after a backup that failed', async () => {
    const repository = 'vanishing';
    await slowRepository(at.bench.url, repository, {});
    at.hook.beforeCreate(async () => {
      await at.bench.raw('DELETE', `/_snapshot/${repository}`);
    });
    const operation = await make(at, { name: 'x', repository, selection: ONE, quiesce: true });
    expect([operation.status, operation.error?.code]).toEqual(['failed', 'repository-missing']);
    expect(asked()).toEqual(once());
    expectSettled(at);
  });

  test('E9 released after a backup that was cancelled in its copy; nothing of it is left', async () => {
    await slowRepository(at.bench.url, 'cancelling', { snapshot: '20kb' });
    const operationId = await begin(at, { name: 'x', repository: 'cancelling', quiesce: true });
    await until(async () => (await rawBackups(at, 'cancelling')).length > 0);
    await at.bench.engine.operations.cancel({ operationId });
    const operation = await at.bench.engine.operations.ended(operationId);
    expect([operation.status, operation.error?.code]).toEqual(['cancelled', 'cancelled']);
    expect(await rawBackups(at, 'cancelling')).toEqual([]);
    expect(asked()).toEqual(once());
    expectSettled(at);
  });

  test('E9 E16 a node that cannot be released then is released by the next start; the verdict stays', async () => {
    at.hook.beforeCreate(() => {
      at.node.setBehaviour('reject-password');
      return Promise.resolve();
    });
    const operation = await makeGood(at, { name: 'stuck', selection: ONE, quiesce: true });
    expect(phaseOf(operation, 'release')).toBe(at.can.quiesce ? 'failed' : 'skipped');
    expect(at.node.quiesce.enable).toBe(at.can.quiesce);
    expect(left(at, 'in-flight')).toHaveLength(at.can.quiesce ? 1 : 0);

    await write(at, 'later');
    at.node.setBehaviour('normal');
    const { gatewayId } = at.bench;
    const next = await openEngine({ folder: at.folder, secrets: at.secrets });
    try {
      // The lock of whoever released it goes a moment after the record.
      await until(() => Promise.resolve(left(at, 'in-flight').length + left(at, 'locks').length === 0));
      expectSettled(at);
      const again = await next.engine.operations.get({ operationId: operation.id });
      expect([again.status, again.endedAt]).toEqual(['succeeded', operation.endedAt]);
      const target = { gatewayId, repository: 'default', name: 'stuck' };
      expect((await next.engine.backups.detail(target)).manifest?.countsReliable).toBe(true);
    } finally {
      await next.close();
    }
    expect((await detail(at, 'stuck')).row.state).toBe('success');
  });
}
