import { expect, test } from 'vitest';
import type { BackupRef } from '#shared/model/primitives.ts';
import { type BackupLab, detail, expectSettled, makeGood, rawBackups, sent } from './backup-lab.ts';
import { refusal } from './bench.ts';
import { foreignBackup, slowRepository } from './changes.ts';

export function deletionRules(at: BackupLab): void {
  const repository = 'deleting';
  const ref = (name: string): BackupRef => ({ repository, name });
  const small = { repository, selection: { kind: 'scopes' as const, scopes: ['audit' as const] } };
  const begin = async (backups: BackupRef[]): Promise<string> =>
    (
      await at.bench.engine.backups.delete({
        gatewayId: at.bench.gatewayId,
        backups,
        reason: 'made room',
      })
    ).operationId;
  const remove = async (backups: BackupRef[]) => at.bench.engine.operations.ended(await begin(backups));
  const names = async (): Promise<string[]> => (await rawBackups(at, repository)).map((one) => one.snapshot);

  test('one is deleted by its exact name, with its manifest', async () => {
    await slowRepository(at.bench.url, repository, {});
    await makeGood(at, { ...small, name: 'a' });
    await makeGood(at, { ...small, name: 'ab' });
    const operation = await remove([ref('a')]);
    expect(operation).toMatchObject({ status: 'succeeded', target: 'a', subjects: [ref('a')] });
    expect(operation.reason).toBe('made room');
    expect(operation.result).toEqual({ kind: 'delete-backup', deleted: [ref('a')], failed: [] });
    expect(await names()).toEqual(['ab']);
    expect(sent(at, /^DELETE /)).toHaveLength(1);
    await foreignBackup(at.bench.url, 'a', ['gateway_default_audit*'], repository);
    expect((await detail(at, 'a', repository)).manifest).toBeNull();
    await remove([ref('a'), ref('ab')]);
  });

  test('E5 many: each has its own result, and one that is missing stops no other', async () => {
    for (const name of ['b', 'c']) await makeGood(at, { ...small, name });
    const wanted = [ref('b'), ref('gone'), ref('c')];
    const operation = await remove(wanted);
    expect(operation).toMatchObject({ status: 'warning', target: '3 backups', subjects: wanted });
    expect(operation.result).toMatchObject({
      deleted: [ref('b'), ref('c')],
      failed: [{ ...ref('gone'), error: { code: 'backup-missing' } }],
    });
    expect(operation.error?.code).toBe('backup-missing');
    expect(operation.phases[0]).toMatchObject({ state: 'done', text: '2 of 3 deleted' });
    expect(await names()).toEqual([]);
    expectSettled(at);
  });

  test('none of them: failed', async () => {
    const operation = await remove([ref('gone'), ref('gone-too')]);
    expect(operation).toMatchObject({ status: 'failed', error: { code: 'backup-missing' } });
    expect(operation.result).toMatchObject({ deleted: [] });
  });

  test('cancelled between two: the others are still there', async () => {
    for (const name of ['d', 'e', 'f']) await makeGood(at, { ...small, name });
    let operationId = '';
    at.hook.onForget = async () => {
      await at.bench.engine.operations.cancel({ operationId });
    };
    operationId = await begin(['d', 'e', 'f'].map(ref));
    const operation = await at.bench.engine.operations.ended(operationId);
    expect(operation).toMatchObject({ status: 'cancelled', result: { deleted: [ref('d')], failed: [] } });
    expect(await names()).toEqual(['e', 'f']);
    at.hook.reset();
    await remove([ref('e'), ref('f')]);
  });

  test('E7 while somebody else makes a backup nothing is deleted, and it is said why', async () => {
    await makeGood(at, { ...small, name: 'g' });
    await slowRepository(at.bench.url, 'theirs', { snapshot: '40kb' });
    const body = { indices: 'gateway_default*' };
    await at.bench.raw('PUT', '/_snapshot/theirs/running?wait_for_completion=false', body);
    expect(await refusal(begin([ref('g')]))).toBe('store-busy');
    expect(sent(at, /^DELETE /)).toEqual([]);
    await at.bench.raw('DELETE', '/_snapshot/theirs/running');
    expect(await names()).toEqual(['g']);
  });
}
