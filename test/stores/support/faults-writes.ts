import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import { mutateTenant } from '#lab/samples/mutate.ts';
import { recreate } from './changes.ts';
import { dropReplies, type FaultLab, sent } from './faults-lab.ts';

/** Every request that changes something; refreshing and verifying do not. */
const WRITE = /^(PUT|DELETE) |^POST (?!\S*\/_(refresh|verify)[ ?])/;

/** The request reaches the server and its reply is lost: it is never sent again, the server is looked at. */
export function writeRules(at: FaultLab): void {
  test('E4 promise 2 registration and create are sent once, and the backup is adopted', async () => {
    const { engine, gatewayId } = at.bench;
    // So that the first backup has to register it again, whether it was there or not.
    await fetch(`${at.bench.url}/_snapshot/default`, { method: 'DELETE' });
    await dropReplies(at, WRITE);
    await at.bench.backUp('once');
    expect(sent(at, WRITE).map(withoutQuery)).toEqual([
      'PUT /_snapshot/default',
      'PUT /_snapshot/default/once',
    ]);
    const { rows } = await at.bench.list();
    expect(rows.filter((row) => row.name === 'once').map((row) => [row.state, row.trigger])).toEqual([
      ['success', 'by-hand'],
    ]);
    const check = await engine.repositories.register({
      gatewayId,
      name: 'archive',
      place: { kind: 'fs', location: 'archive' },
    });
    expect([check.ok, check.error]).toEqual([true, null]);
    expect(sent(at, /^PUT \/_snapshot\/archive /)).toHaveLength(1);
  });

  test('E5 E6 promise 2 a line that is lost while counting afterwards makes no failure of a good backup', async () => {
    const { engine } = at.bench;
    await at.bench.backUp('there');
    await at.proxy.setMode({ kind: 'reset', match: /^GET \/_nodes\/settings/ });
    const operationId = await at.bench.beginBackUp('counted');
    const operation = await engine.operations.ended(operationId);
    expect([operation.error?.code, ['succeeded', 'warning'].includes(operation.status)]).toEqual([
      undefined,
      true,
    ]);
    await at.proxy.setMode({ kind: 'pass' });
    const { rows } = await at.bench.list();
    expect(rows.find((row) => row.name === 'counted')?.state).toBe('success');
  });

  test('E4 promise 2 every write of a restore is sent once, and the data is right', async () => {
    const { bench } = at;
    const names = Object.keys(await bench.counts());
    const [aliased, remade] = [names[0]!, names.at(-1)!];
    const alias = (action: 'add' | 'remove') =>
      bench.raw('POST', '/_aliases', { actions: [{ [action]: { index: aliased, alias: 'by-hand' } }] });
    await alias('add');
    await bench.backUp('all-lost');
    const [counts, aliases] = [await bench.counts(), await bench.aliases()];
    const others = await fingerprint(bench.url, 'default2');
    await alias('remove');
    await mutateTenant(bench.url, 'default');
    await recreate(bench.url, remade, 3);

    await dropReplies(at, WRITE);
    // Not what was told: where the reply to a second registration is lost, the restore goes on without it.
    const ended = await bench.restore('all-lost', { fixes: { [remade]: 'delete-first' } });
    expect([ended.status, ended.error]).toEqual(['succeeded', null]);
    const lines = sent(at, WRITE);
    const times = (match: RegExp): number => lines.filter((line) => match.test(line)).length;
    const once = {
      registration: times(/^PUT \/_snapshot\/gateway-vault-safety-default /),
      'safety backup': times(/^PUT \/_snapshot\/gateway-vault-safety-default\/\S/),
      close: times(/^POST \/gateway_default\S*\/_close/),
      removal: times(/^DELETE \/gateway_default/),
      restore: times(/^POST \/_snapshot\/\S+\/_restore/),
      aliases: times(/^POST \/_aliases/),
    };
    expect(once).toEqual(Object.fromEntries(Object.keys(once).map((what) => [what, 1])));
    // The limit of the cluster is set and put back; nothing else has the same line twice.
    const twice = lines.filter((line, i) => lines.indexOf(line) !== i);
    expect(twice.filter((line) => !line.startsWith('PUT /_cluster/settings '))).toEqual([]);
    expect(twice.length).toBeLessThanOrEqual(1);
    expect(await bench.counts()).toEqual(counts);
    expect(await bench.aliases()).toEqual(aliases);
    expect(await fingerprint(bench.url, 'default2')).toEqual(others);
    await bench.expectTidy();
    await alias('remove');
  });

  test('E4 E12 promise 2 promise 12 the reopening after a refused restore is sent once, all is open', async () => {
    const { bench } = at;
    await bench.backUp('reopen');
    const before = await fingerprint(bench.url, () => true);
    const open = /^POST \/gateway_default\S*\/_open/;
    await dropReplies(at, open);
    const operation = await bench.restore('reopen', {
      between: async () => {
        await bench.raw('DELETE', '/_snapshot/default/reopen');
      },
    });
    expect(operation).toMatchObject({ status: 'failed', result: { outcome: 'unchanged', leftOver: [] } });
    expect(sent(at, open)).toHaveLength(1);
    expect(await fingerprint(bench.url, () => true)).toEqual(before);
    await bench.expectTidy();
  });

  test('E4 promise 17 the line is cut right after the restore was sent, and dark for a while', async () => {
    const { bench, proxy } = at;
    await bench.backUp('dark');
    const backedUp = await bench.counts();
    await mutateTenant(bench.url, 'default');
    const restore = /^POST \/_snapshot\/\S+\/dark\/_restore/;
    await dropReplies(at, restore);
    const operationId = await bench.beginRestore('dark');
    while (sent(at, restore).length === 0) await sleep(5);
    // The request is on its way to the server; everything after it meets a dead line.
    while (proxy.open.passed > 0) await sleep(5);
    await proxy.setMode({ kind: 'reset' });
    const dark = proxy.requests.length;
    while (proxy.requests.length < dark + 4) await sleep(20);
    await proxy.setMode({ kind: 'pass' });
    const operation = await bench.engine.operations.ended(operationId);
    expect([operation.status, operation.error]).toEqual(['succeeded', null]);
    expect(sent(at, restore)).toHaveLength(1);
    expect(await bench.counts()).toEqual(backedUp);
    await bench.expectTidy();
  });

  test('E4 promise 2 a deletion is sent once, the backup is gone and the operation says so', async () => {
    const { engine, gatewayId } = at.bench;
    const match = /^DELETE \/_snapshot\/default\/dark/;
    await dropReplies(at, match);
    const backups = [{ repository: 'default', name: 'dark' }];
    const { operationId } = await engine.backups.delete({ gatewayId, backups });
    const operation = await engine.operations.ended(operationId);
    expect([operation.status, operation.error]).toEqual(['succeeded', null]);
    expect(sent(at, match)).toHaveLength(1);
    const { rows } = await at.bench.list();
    expect(rows.filter((row) => row.name === 'dark')).toEqual([]);
  });
}

const withoutQuery = (line: string): string => line.replace(/(\?| HTTP\/).*$/, '');
