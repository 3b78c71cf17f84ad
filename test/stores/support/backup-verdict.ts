import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  audit,
  type BackupLab,
  begin,
  detail,
  make,
  makeGood,
  rawBackups,
  row,
  sent,
  until,
  write,
} from './backup-lab.ts';
import { foreignBackup, slowRepository } from './changes.ts';

const ASSETS = { kind: 'scopes' as const, scopes: ['assets' as const] };

export function verdictRules(at: BackupLab): void {
  test('E5 E6 the manifest has equal counts before and after, of each index what the server counts', async () => {
    const counts = await at.bench.counts();
    const operation = await makeGood(at, { name: 'counted' });
    const docs = Object.values(counts).reduce((sum, count) => sum + count, 0);
    expect(operation.result).toMatchObject({
      state: 'success',
      docs,
      countsReliable: true,
      indices: Object.keys(counts).length,
    });
    const { indices, manifest, failures } = await detail(at, 'counted');
    expect(manifest).toMatchObject({ docs, countsReliable: true });
    expect(Object.fromEntries(indices.map(({ index, docs: held }) => [index, held]))).toEqual(counts);
    expect(failures).toEqual([]);
  });

  test('E6 counts are unknown, not guessed, where somebody wrote meanwhile', async () => {
    const index = await audit(at);
    at.hook.beforeCreate(() => write(at, 'meanwhile'));
    const operation = await makeGood(at, { name: 'written' });
    expect(operation.result).toMatchObject({ countsReliable: false });
    const { indices, manifest } = await detail(at, 'written');
    expect(manifest).toMatchObject({ countsReliable: false });
    expect(indices.filter(({ docs }) => docs === null).map((one) => one.index)).toEqual([index]);
  });

  test('E6 the hash of what was noted is kept with the backup where the server keeps it', async () => {
    let noted: Record<string, { docsBefore: number; shards: number; createdId: number }> = {};
    at.hook.onWrite = (record) => {
      noted = (record.noted ?? noted) as typeof noted;
    };
    await makeGood(at, { name: 'hashed', selection: ASSETS });
    const { metadata } = (await rawBackups(at)).find((one) => one.snapshot === 'hashed')!;
    const facts = Object.keys(noted)
      .sort()
      .map((index) => [index, noted[index]!.docsBefore, noted[index]!.shards, noted[index]!.createdId]);
    const manifest = createHash('sha256').update(JSON.stringify(facts)).digest('hex');
    const kept = { 'gateway-vault': { manifest, tenant: 'default', trigger: 'by-hand' } };
    expect(metadata ?? null).toEqual(at.can.metadata ? kept : null);
  });

  test('the size of a backup is that of all it holds; what it added is little', async () => {
    const repository = 'sizes';
    await slowRepository(at.bench.url, repository, {});
    const first = await makeGood(at, { name: 'first', repository, selection: ASSETS });
    const second = await makeGood(at, { name: 'second', repository, selection: ASSETS });
    const bytesOf = ({ result }: typeof first): number =>
      result?.kind === 'backup' ? (result.bytes ?? 0) : 0;
    expect(bytesOf(first)).toBeGreaterThan(10_000);
    expect(bytesOf(second)).toBeGreaterThan(bytesOf(first) * 0.8);
    const added = (await detail(at, 'second', repository)).newBytes;
    expect(added).toBeLessThan(bytesOf(second) / 2);
  });

  test('E5 a backup that runs is shown as running and told to be no good yet; one made elsewhere is known as such', async () => {
    await slowRepository(at.bench.url, 'shown', { snapshot: '16kb' });
    await foreignBackup(at.bench.url, 'foreign', ['gateway_default_audit*'], 'shown');
    expect(await row(at, 'foreign')).toMatchObject({ state: 'success', trigger: 'elsewhere', user: null });
    const operationId = await begin(at, { name: 'running', repository: 'shown', selection: ASSETS });
    await until(async () =>
      (await rawBackups(at, 'shown')).some(
        (one) => one.snapshot === 'running' && one.state === 'IN_PROGRESS',
      ),
    );
    const { rows } = await at.bench.engine.backups.list({ gatewayId: at.bench.gatewayId });
    expect(rows.find((one) => one.name === 'running')).toMatchObject({ state: 'in-progress', shards: null });
    expect((await detail(at, 'running', 'shown')).restorable.ok).toBe(false);
    await at.bench.engine.operations.cancel({ operationId });
    await at.bench.engine.operations.ended(operationId);
  });

  test('E4 E5 the reply to the create is lost: it is found by its name and followed, never sent again', async () => {
    await at.proxy.setMode({ kind: 'drop-reply', match: /^PUT \/_snapshot\/default\/lost\?/ });
    await makeGood(at, { name: 'lost' });
    expect(sent(at, /^PUT \/_snapshot\/default\/lost\?/)).toHaveLength(1);
    expect((await rawBackups(at)).filter((one) => one.snapshot === 'lost')).toHaveLength(1);
    expect((await detail(at, 'lost')).manifest?.countsReliable).toBe(true);
  });

  test('E5 an index that goes just before the copy: no success, whatever the server calls it', async () => {
    const index = 'gateway_default_log-000077';
    await at.bench.raw('PUT', `/${index}`, { settings: { 'index.number_of_replicas': 0 } });
    await at.bench.raw('GET', '/_cluster/health?wait_for_status=yellow&timeout=60s');
    const selection = { kind: 'indices' as const, indices: [index, await audit(at)] };
    at.hook.beforeCreate(async () => {
      await at.bench.raw('DELETE', `/${index}`);
    });
    const operation = await make(at, { name: 'missing', selection });
    expect([operation.status, operation.error?.code]).toEqual(['failed', 'index-missing']);
    expect((await rawBackups(at)).filter((one) => one.snapshot === 'missing')).toEqual([]);
  });
}
