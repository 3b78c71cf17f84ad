import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import type { ServerVersion } from '#lab/servers/start.ts';
import { openBench } from './bench.ts';
import { deleteIndices } from './changes.ts';
import { JournalHook } from './journal-hook.ts';
import { aliasRules } from './restore-aliases.ts';
import type { RestoreLab } from './restore-lab.ts';
import { planRules } from './restore-plan.ts';
import { safetyRules } from './restore-safety.ts';
import { loadSmallTenant } from './small-tenant.ts';

/** The rules of a restore on a data store with rollover families (7.x and later). */
export function restoreRules(version: ServerVersion): void {
  describe(`restore on ${version}`, () => {
    const at = { hook: new JournalHook() } as RestoreLab;

    beforeAll(async () => {
      at.bench = await openBench(version, { files: at.hook.files });
      at.others = await fingerprint(at.bench.url, 'default2');
      await at.bench.backUp('first');
    });
    beforeEach(async () => {
      const { bench, hook } = at;
      hook.onWrite = () => undefined;
      for (const { id } of await bench.engine.journals.list({}))
        await bench.engine.journals.resolve({ journalId: id, action: 'close-by-hand' });
      await deleteIndices(bench.url, Object.keys(await fingerprint(bench.url, 'default')));
      await loadSmallTenant(bench.url, 'default');
      const names = Object.keys(await bench.counts());
      at.apis = names.find((name) => name.startsWith('gateway_default_apis'))!;
      at.policy = names.find((name) => name.startsWith('gateway_default_policy'))!;
    });
    afterAll(() => at.bench.stop());

    planRules(at);
    aliasRules(at);
    safetyRules(at);
  });
}
