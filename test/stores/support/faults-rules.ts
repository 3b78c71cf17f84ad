import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import type { ServerVersion } from '#lab/servers/start.ts';
import { calm, type FaultLab, openFaultLab } from './faults-lab.ts';
import { manyRules } from './faults-many.ts';
import { nameRules } from './faults-names.ts';
import { orderRules } from './faults-order.ts';
import { readingRules } from './faults-reading.ts';
import { silenceRules } from './faults-silence.ts';
import { wireRules } from './faults-wire.ts';
import { writeRules } from './faults-writes.ts';

/** What the engine promises about its line to the data store, whatever happens to it. */
export function faultRules(version: ServerVersion): void {
  describe(`the line to ${version}`, () => {
    const at = {} as FaultLab;

    beforeAll(async () => {
      Object.assign(at, await openFaultLab(version));
    });
    beforeEach(() => calm(at));
    afterAll(async () => {
      await at.proxy.stop();
      await at.bench.stop();
    });

    readingRules(at);
    writeRules(at);
    orderRules(at);
    silenceRules(at);
    nameRules(at);
    manyRules(at);
    // Last: it judges every request of the tests before.
    wireRules(at);
  });
}
