import { expect, test } from 'vitest';
import { deleteIndices, foreignBackup } from './changes.ts';
import type { ModeLab } from './mode-lab.ts';

/** Closed indices, and what is known of restores. */
export function stateRules(at: ModeLab): void {
  test('all closed indices of the tenant are opened again, and no others', async () => {
    const closed = Object.keys(at.backedUp).slice(0, 3);
    for (const index of closed) await at.bench.raw('POST', `/${index}/_close`);
    const strange = Object.keys(await at.bench.counts('default2'))[0]!;
    await at.bench.raw('POST', `/${strange}/_close`);
    const { operationId } = await at.bench.engine.indices.openAll({ gatewayId: at.bench.gatewayId });
    const operation = await at.bench.engine.operations.ended(operationId);
    expect(operation.status).toBe('succeeded');
    expect(operation.result).toEqual({ kind: 'open-indices', opened: closed.toSorted(), failed: [] });
    await at.bench.expectTidy([strange]);
    await at.bench.raw('POST', `/${strange}/_open`);
    await at.bench.raw('GET', '/_cluster/health?wait_for_status=yellow&timeout=60s');
  });

  test('the status of a restore by the name of the backup, from history and from the server', async () => {
    const status = (name: string) =>
      at.bench.engine.restores.status({ gatewayId: at.bench.gatewayId, repository: 'default', name });
    expect(await status('first')).toMatchObject({ state: 'success', source: 'history' });
    await at.bench.backUp('untouched');
    expect(await status('untouched')).toMatchObject({ state: 'never', source: 'none' });
    const one = Object.keys(at.backedUp)[0]!;
    await foreignBackup(at.bench.url, 'theirs', [one]);
    await at.bench.raw('POST', `/_snapshot/default/theirs/_restore?wait_for_completion=true`, {
      indices: one,
      rename_pattern: '^',
      rename_replacement: 'raw_',
    });
    expect(await status('theirs')).toMatchObject({ state: 'success', source: 'server' });
    await deleteIndices(at.bench.url, [`raw_${one}`]);
    const failed = await at.bench.restore('untouched', {
      between: async () => {
        await at.bench.raw('DELETE', '/_snapshot/default/untouched');
      },
    });
    expect(failed.status).toBe('failed');
    expect(await status('untouched')).toMatchObject({ state: 'failed', source: 'history' });
  });
}
