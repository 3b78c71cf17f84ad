import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import type { ServerVersion } from '#lab/servers/start.ts';
import { abilitiesOf } from './abilities.ts';
import { openBench } from './bench.ts';
import { deleteIndices } from './changes.ts';
import { JournalHook } from './journal-hook.ts';
import { aliasRules } from './restore-aliases.ts';
import type { RestoreLab } from './restore-lab.ts';
import { ownerRules } from './restore-owners.ts';
import { plainAliasRules } from './restore-plain-aliases.ts';
import { planRules } from './restore-plan.ts';
import { safetyRules } from './restore-safety.ts';
import { successRules } from './restore-success.ts';
import { verdictRules } from './restore-verdicts.ts';
import { loadSmallTenant } from './small-tenant.ts';

/** The rules of a restore. */
export function restoreRules(version: ServerVersion): void {
  describe(`restore on ${version}`, () => {
    const at = { hook: new JournalHook(), can: abilitiesOf(version) } as RestoreLab;

    beforeAll(async () => {
      at.bench = await openBench(version, {
        files: at.hook.files,
        timing: { pollLongestMs: 500 },
      });
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
      const find = (start: string) => names.find((name) => name.startsWith(start))!;
      at.apis = at.can.families ? find('gateway_default_apis') : 'gateway_default';
      at.policy = at.can.families ? find('gateway_default_policy') : 'gateway_default_license';
      at.events = find('gateway_default_analytics');
    });
    afterAll(() => at.bench.stop());

    planRules(at);
    verdictRules(at);
    ownerRules(at);
    if (!at.can.families) plainAliasRules(at);
    aliasRules(at);
    safetyRules(at);
    successRules(at);
  });
}
