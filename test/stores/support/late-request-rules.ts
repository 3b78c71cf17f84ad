import { rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTcpProxy, type TcpProxy } from '#lab/faults/tcp-proxy.ts';
import { mutateTenant } from '#lab/samples/mutate.ts';
import type { ServerVersion } from '#lab/servers/start.ts';
import { Bench, openBench } from './bench.ts';
import { BundledProgram } from './bundled-program.ts';
import { JournalHook } from './journal-hook.ts';
import { draftFor, makeFolder, openEngine } from './open-engine.ts';

const TIMING = { pollLongestMs: 500 };
/** Where the limit of a copy is one of the repository, it is copied out of a temporary one. */
const RESTORE = /^POST \/_snapshot\/(default|gateway-vault-fast-\w+)\/first\/_restore/;
const SAFETY = /^POST \/_snapshot\/gateway-vault-safety-default\/[^/]+\/_restore/;

/** A restore that was sent, of which nobody knows, and that reaches the data store at the worst moment. */
export function lateRequestRules(version: ServerVersion): void {
  describe(`E4 E16 a restore that arrives late on ${version}`, () => {
    const folder = makeFolder();
    const program = new BundledProgram('crash-child');
    const hook = new JournalHook();
    let bench: Bench;
    let proxy: TcpProxy;
    let backedUp: Record<string, number>;

    beforeAll(async () => {
      await program.build();
      const direct = await openBench(version, {
        folder,
        files: hook.files,
        draft: { name: 'Direct' },
        timing: TIMING,
      });
      proxy = await startTcpProxy(direct.url);
      const draft = draftFor(direct.server, { dataStore: { addresses: [proxy.url] } });
      const { profile } = await direct.engine.gateways.add({ draft, secrets: {} });
      bench = new Bench(direct.server, direct.open, profile.id);
      await bench.backUp('first');
      backedUp = await bench.counts();
    });
    beforeEach(async () => {
      hook.onWrite = () => undefined;
      await proxy.setMode({ kind: 'pass' });
      await mutateTenant(bench.url, 'default');
    });
    afterAll(async () => {
      await proxy.stop();
      await bench.stop();
      program.remove();
      rmSync(folder, { recursive: true, force: true });
    });

    /** The request as the program sent it; resolves when the data store has accepted it. */
    const arrives = async (): Promise<unknown> => {
      const body = { indices: Object.keys(backedUp).join(','), include_aliases: false };
      const all = Object.keys(await bench.raw<object>('GET', '/_snapshot'));
      const source = all.find((name) => name.startsWith('gateway-vault-fast-')) ?? 'default';
      return bench.raw('POST', `/_snapshot/${source}/first/_restore`, body);
    };
    const beforeNext = (match: RegExp): Promise<void> => {
      let arrived: Promise<unknown> | null = null;
      return proxy.setMode({ kind: 'after', match, work: () => (arrived ??= arrives()) });
    };

    test('the way back makes room once more and brings the former data back', async () => {
      const before = await bench.counts();
      expect(before).not.toEqual(backedUp);
      await proxy.setMode({ kind: 'reset', match: RESTORE });
      hook.once(
        ({ step }) => step === 'roll-back',
        () => beforeNext(SAFETY),
      );
      const operation = await bench.restore('first');
      expect(operation).toMatchObject({ status: 'failed', error: { code: 'outcome-unknown' } });
      expect(operation.result).toMatchObject({ outcome: 'rolled-back', leftOver: [] });
      expect(proxy.refusals.map((text) => text.split('\n')[0])).toContainEqual(expect.stringMatching(SAFETY));
      expect(await bench.counts()).toEqual(before);
      await bench.expectTidy();
    });

    test('a restore that is gone on with takes it for its own', async () => {
      const { gatewayId } = bench;
      const die = { step: 'restore', write: 2, when: 'after' } as const;
      await program.mustDie({
        folder,
        gatewayId,
        backup: 'first',
        fixes: {},
        secrets: {},
        cancel: false,
        die,
      });
      await beforeNext(RESTORE);
      const after = await openEngine({ folder, timing: TIMING });
      try {
        const [journal] = await after.engine.journals.list({});
        const { operationId } = await after.engine.journals.resolve({
          journalId: journal!.id,
          action: 'continue',
        });
        const ended = await after.engine.operations.ended(operationId!);
        expect([ended.status, ended.error]).toEqual(['succeeded', null]);
      } finally {
        await after.close();
      }
      expect(await bench.counts()).toEqual(backedUp);
      await bench.expectTidy();
    });
  });
}
