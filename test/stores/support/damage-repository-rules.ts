import { afterAll, beforeAll, describe } from 'vitest';
import type { ServerVersion } from '#lab/servers/start.ts';
import { abilitiesOf } from './abilities.ts';
import { type Bench, openBench } from './bench.ts';
import { diskSettings, fullDisks, watermarks } from './damage-disk.ts';
import { statesOfBackups } from './damage-states.ts';
import { writersOfRepositories } from './damage-writers.ts';

/** Repositories and backups that something outside of this program has spoiled, filled up or left half done. */
export function repositoryDamageRules(version: ServerVersion): void {
  const can = abilitiesOf(version);

  describe(`repositories that fail on ${version}`, () => {
    let bench: Bench;
    const benchOf = (): Bench => bench;

    beforeAll(async () => {
      // Servers that look at their disks from the start, and have room to the last byte.
      const extraYml = Object.entries(diskSettings(can, '1b')).map(([key, value]) => `${key}: ${value}`);
      bench = await openBench(version, {
        timing: { stalledMs: 10_000, pollLongestMs: 500 },
        server: { extraYml },
      });
    });
    afterAll(() => bench.stop());

    writersOfRepositories(can, benchOf);
    fullDisks(benchOf);
    watermarks(can, benchOf);
    statesOfBackups(can, benchOf);
  });
}
