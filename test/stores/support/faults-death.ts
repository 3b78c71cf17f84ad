import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ServerVersion } from '#lab/servers/start.ts';
import { slowRepository } from './changes.ts';
import { calm, type FaultLab, openFaultLab, sent } from './faults-lab.ts';

/** So many seconds the copy lasts that the server does not survive, at first. */
const COPY_S = 6;

/** The server is killed in the middle of a backup and comes back. */
export function deathRules(version: ServerVersion): void {
  describe(`the death of ${version}`, () => {
    const at = {} as FaultLab;
    let bytes: number;

    beforeAll(async () => {
      Object.assign(at, await openFaultLab(version, { events: 3_000 }));
      const { result } = await at.bench.backUp('size');
      bytes = (result?.kind === 'backup' ? result.bytes : null) ?? 0;
      expect(bytes).toBeGreaterThan(100_000);
    });
    beforeEach(() => calm(at));
    afterAll(async () => {
      await at.proxy.stop();
      await at.bench.stop();
    });

    /** A backup that has come so far and still runs; where it ended first, one that takes twice the time. */
    async function untilCopied(percent: number): Promise<{ name: string; operationId: string }> {
      const { bench } = at;
      for (let seconds = COPY_S; ; seconds *= 2) {
        const name = `killed-${percent}-${seconds}`;
        await slowRepository(bench.url, name, { snapshot: `${Math.ceil(bytes / seconds)}b` });
        const operationId = await bench.beginBackUp(name, name);
        for (;;) {
          const { bytes: copied, status } = await bench.engine.operations.get({ operationId });
          if (status !== 'running') {
            expect(status).toBe('succeeded');
            break;
          }
          if ((copied?.done ?? 0) >= (bytes * percent) / 100) return { name, operationId };
          await sleep(10);
        }
      }
    }

    test.each([{ percent: 10 }, { percent: 50 }, { percent: 90 }])(
      'E4 promise 6 at $percent percent of the bytes: the end is found, once, and work goes on',
      async ({ percent }) => {
        const { bench } = at;
        const { engine, server } = bench;
        const counts = await bench.counts();
        const { name, operationId } = await untilCopied(percent);
        await server.kill9();
        await server.restart();
        const operation = await engine.operations.ended(operationId);
        expect(sent(at, new RegExp(`^PUT /_snapshot/${name}/`))).toHaveLength(1);
        const { rows } = await bench.list();
        const left = rows.filter((row) => row.repository === name);
        expect(left.length).toBeLessThanOrEqual(1);
        // Only what the server had finished before it died may be called good.
        expect(left.map((row) => row.state)).not.toContain('in-progress');
        if (left[0]?.state === 'success') expect(operation.status).toBe('succeeded');
        else expect(operation.status).toBe('failed');
        if (operation.error !== null)
          expect(['backup-failed', 'backup-incomplete']).toContain(operation.error.code);
        expect(await bench.counts()).toEqual(counts);
        await bench.expectTidy();
        // Nothing stands in the way of the next one, in the same repository too.
        await slowRepository(bench.url, name, {});
        await bench.backUp(`after-${percent}`, name);
        await bench.restored(`after-${percent}`, { repository: name });
        expect(await bench.counts()).toEqual(counts);
      },
    );
  });
}
