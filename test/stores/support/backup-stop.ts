import { expect, test } from 'vitest';
import { type BackupLab, begin, expectSettled, rawBackups, sent, until } from './backup-lab.ts';
import { slowRepository } from './changes.ts';

export function stopRules(at: BackupLab): void {
  const slow = { name: 'ours', repository: 'stopping', quiesce: true };
  const state = async (name: string, repository = 'stopping'): Promise<string | undefined> =>
    (await rawBackups(at, repository)).find((one) => one.snapshot === name)?.state;

  /** Begins ours in a slow place; resolves when the engine has seen on the server which one it is. */
  async function beginOurs(): Promise<string> {
    await slowRepository(at.bench.url, 'stopping', { snapshot: '20kb' });
    const known = new Promise<void>((resolve) => {
      at.hook.onWrite = ({ identity }) => {
        if (identity !== null) resolve();
      };
    });
    const operationId = await begin(at, slow);
    await known;
    return operationId;
  }

  test('promise 8: cancel ends exactly ours; what somebody else makes meanwhile is good', async () => {
    await slowRepository(at.bench.url, 'theirs', {});
    const operationId = await beginOurs();
    const body = { indices: 'gateway_default2_audit*', include_global_state: false };
    const create = at.bench.raw('PUT', '/_snapshot/theirs/theirs?wait_for_completion=false', body);
    // Where one backup runs at a time it is answered by a thread that ours keeps busy: refused, or begun after ours.
    const begun = create.then(
      () => true,
      (thrown: unknown) => {
        expect(String(thrown)).toMatch(/503/);
        return false;
      },
    );
    if (at.can.manyBackups) expect(await begun).toBe(true);
    await at.bench.engine.operations.cancel({ operationId });
    const operation = await at.bench.engine.operations.ended(operationId);
    expect([operation.status, operation.error?.code]).toEqual(['cancelled', 'cancelled']);
    expect(await rawBackups(at, 'stopping')).toEqual([]);
    expect(sent(at, /^DELETE /).map((line) => line.split(/[ ?]/)[1])).toEqual(['/_snapshot/stopping/ours']);
    if (await begun) await until(async () => (await state('theirs', 'theirs')) === 'SUCCESS');
    expectSettled(at);
  });

  test('promise 8: another one has taken the name of ours: it is not deleted, and the operation says so', async () => {
    const operationId = await beginOurs();
    // The engine learns nothing of the change before it is asked to stop.
    let cancelled = (): void => undefined;
    const answers = new Promise<void>((resolve) => {
      cancelled = resolve;
    });
    await at.proxy.setMode({ kind: 'hold', until: answers, match: /_snapshot\/stopping/ });
    await until(() => Promise.resolve(at.proxy.open.passed === 0));
    await at.bench.raw('DELETE', '/_snapshot/stopping/ours');
    const body = { indices: 'gateway_default*', include_global_state: false };
    await at.bench.raw('PUT', '/_snapshot/stopping/ours?wait_for_completion=false', body);
    await until(async () => (await state('ours')) !== undefined);
    await at.bench.engine.operations.cancel({ operationId });
    cancelled();
    const operation = await at.bench.engine.operations.ended(operationId);
    expect([operation.status, operation.error?.code]).toEqual(['failed', 'backup-replaced']);
    expect(sent(at, /^DELETE /)).toEqual([]);
    expect(['IN_PROGRESS', 'SUCCESS']).toContain(await state('ours'));
    await at.bench.raw('DELETE', '/_snapshot/stopping/ours');
    expectSettled(at);
  });

  test('promise 8: cancelled before anything was sent, nothing is', async () => {
    let operationId = '';
    await slowRepository(at.bench.url, 'stopping', { snapshot: '20kb' });
    at.hook.beforeCreate(async () => {
      await at.bench.engine.operations.cancel({ operationId });
    });
    operationId = await begin(at, slow);
    const operation = await at.bench.engine.operations.ended(operationId);
    expect([operation.status, operation.error?.changed]).toEqual([
      'cancelled',
      'The backup was not begun; nothing was changed.',
    ]);
    expect(sent(at, /^(PUT|DELETE) /)).toEqual([]);
    expectSettled(at);
  });
}
