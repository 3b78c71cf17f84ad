import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import type { ServerVersion } from '#lab/servers/start.ts';
import { abilitiesOf } from './abilities.ts';
import { openBench } from './bench.ts';
import { JournalHook } from './journal-hook.ts';
import { addedRules } from './mode-added.ts';
import { elsewhereRules } from './mode-elsewhere.ts';
import { globalRules } from './mode-global.ts';
import type { ModeLab } from './mode-lab.ts';
import { stateRules } from './mode-state.ts';
import { throttleRules } from './mode-throttle.ts';

/** Ways of restoring other than over the same names, and what a restore leaves behind on the data store. */
export function modeRules(version: ServerVersion): void {
  describe(`ways of restoring on ${version}`, () => {
    const at = { hook: new JournalHook(), can: abilitiesOf(version) } as ModeLab;

    beforeAll(async () => {
      at.bench = await openBench(version, { files: at.hook.files });
      await at.bench.backUp('first');
      at.backedUp = await at.bench.counts();
      at.others = await fingerprint(at.bench.url, 'default2');
    });
    afterAll(() => at.bench.stop());

    throttleRules(at);
    elsewhereRules(at);
    addedRules(at);
    globalRules(at);

    test('promise 21 the other tenant is as it was', async () => {
      expect(await fingerprint(at.bench.url, 'default2')).toEqual(at.others);
    });

    stateRules(at);
  });
}
