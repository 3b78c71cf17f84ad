import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTcpProxy, type TcpProxy } from '#lab/faults/tcp-proxy.ts';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import { mutateTenant, rollOver } from '#lab/samples/mutate.ts';
import { Bench, openBench } from './support/bench.ts';
import { JournalHook } from './support/journal-hook.ts';
import { draftFor } from './support/open-engine.ts';

/** Each write of a restore by itself, as `faults-<version>` does all of them at once: never sent again, looked at. */
describe('a lost reply on 7.13.0', () => {
  const hook = new JournalHook();
  let bench: Bench;
  let proxy: TcpProxy;

  beforeAll(async () => {
    const direct = await openBench('7.13.0', {
      files: hook.files,
      draft: { name: 'Direct' },
      timing: { pollLongestMs: 500 },
    });
    proxy = await startTcpProxy(direct.url);
    const draft = draftFor(direct.server, { dataStore: { addresses: [proxy.url] } });
    const { profile } = await direct.engine.gateways.add({ draft, secrets: {} });
    bench = new Bench(direct.server, direct.open, profile.id);
  });
  beforeEach(async () => {
    hook.onWrite = () => undefined;
    await proxy.setMode({ kind: 'pass' });
    proxy.requests.splice(0);
    for (const { id } of await bench.engine.journals.list({}))
      await bench.engine.journals.resolve({ journalId: id, action: 'close-by-hand' });
  });
  afterAll(async () => {
    await proxy.stop();
    await bench.stop();
  });

  const drop = (match: RegExp) => proxy.setMode({ kind: 'drop-reply', match });
  const sent = (match: RegExp) => proxy.requests.filter((line) => match.test(line));

  test.each([
    ['the restore', /^POST \/_snapshot\/[^/]+\/[^/]+\/_restore/],
    ['the close', /^POST \/gateway_default\S*\/_close/],
    ['the removal of a surplus index', /^DELETE \/gateway_default/],
    ['the change of aliases', /^POST \/_aliases/],
    ['the safety backup', /^PUT \/_snapshot\/gateway-vault-safety-default\//],
  ])('E4 promise 2 of %s: sent once, adopted, the data is right', async (what, match) => {
    const name = `lost-${what.replaceAll(' ', '-')}`;
    await bench.backUp(name);
    const backedUp = await bench.counts();
    const aliases = await bench.aliases();
    const others = await fingerprint(bench.url, 'default2');
    await rollOver(bench.url, 'gateway_default_apis');
    await mutateTenant(bench.url, 'default');
    await drop(match);
    await bench.restored(name);
    expect(sent(match)).toHaveLength(1);
    expect(await bench.counts()).toEqual(backedUp);
    expect(await bench.aliases()).toEqual(aliases);
    expect(await fingerprint(bench.url, 'default2')).toEqual(others);
    await bench.expectTidy();
  });

  test('E4 promise 2 a request that never reached the server is reported as not known, not as done', async () => {
    await bench.backUp('lost');
    const before = await bench.counts();
    // The server lost the repository a moment before, so that the restore it gets cannot be accepted.
    const restore = /^POST \/_snapshot\/default\/lost\/_restore/;
    hook.once(
      (journal) => journal.sent.length === 1,
      async () => {
        await bench.raw('DELETE', '/_snapshot/default/lost');
        await drop(restore);
      },
    );
    const operation = await bench.restore('lost');
    expect(operation).toMatchObject({ status: 'failed', error: { code: 'outcome-unknown' } });
    expect(operation.result).toMatchObject({ outcome: 'rolled-back', leftOver: [] });
    expect(sent(restore)).toHaveLength(1);
    expect(await bench.counts()).toEqual(before);
    await bench.expectTidy();
  });
});
