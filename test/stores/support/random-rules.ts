import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newTally, type Tally, ZERO_NAMES } from '#lab/reliability/tally.ts';
import type { ServerVersion } from '#lab/servers/start.ts';
import { check, checkBackups } from './random-checks.ts';
import { PLAIN, type RandomCommand } from './random-commands.ts';
import { CRASHES } from './random-crashes.ts';
import { openLab, type RandomLab } from './random-lab.ts';
import type { Model } from './random-model.ts';

const RUNS = Number(process.env.GATEWAY_VAULT_RUNS ?? 3);
const SEED = Number(process.env.GATEWAY_VAULT_SEED ?? randomInt(1, 2 ** 31));
const RESULTS = process.env.GATEWAY_VAULT_RESULTS;
/** Enough for a sequence on a busy machine, and as much again for a shorter one when it failed. */
const SEQUENCE_MS = 40_000;

/** Nothing: what a failing sequence is reduced to where a command does not matter. */
class Rest implements RandomCommand {
  check = (): boolean => true;
  run = (): Promise<void> => Promise.resolve();
  toString = (): string => 'nothing';
}

const commands: fc.Arbitrary<RandomCommand> = fc.oneof(
  { withCrossShrink: true, depthSize: 0 },
  { weight: 0, arbitrary: fc.constant(new Rest()) },
  { weight: 4, arbitrary: PLAIN.write },
  { weight: 3, arbitrary: PLAIN.restore },
  { weight: 3, arbitrary: CRASHES.restore },
  { weight: 2, arbitrary: PLAIN.backUp },
  { weight: 2, arbitrary: PLAIN.rollOver },
  { weight: 2, arbitrary: PLAIN.deleteIndex },
  { weight: 2, arbitrary: PLAIN.closeIndex },
  { weight: 1, arbitrary: PLAIN.deleteBackup },
  { weight: 1, arbitrary: CRASHES.backUp },
);

/** Whatever is done in whatever order, the tenant is what the rules say it is, and nothing is left behind. */
export function randomRun(version: ServerVersion): void {
  describe(`E1 E2 E8 E11 E12 E13 E14 E16 random sequences on ${version}`, () => {
    const tally = newTally(version, SEED);
    const started = Date.now();
    let lab: RandomLab;
    let atFailure: Tally | null = null;
    let firstTold: string | null = null;

    beforeAll(async () => {
      console.log(`${version}: GATEWAY_VAULT_SEED=${SEED} GATEWAY_VAULT_RUNS=${RUNS}`);
      lab = await openLab(version, tally);
    });
    afterAll(async () => {
      const seconds = Math.round((Date.now() - started) / 1000);
      const results = { ...(atFailure ?? tally), seconds, failure: tally.failure };
      if (RESULTS !== undefined) writeFileSync(RESULTS, JSON.stringify(results));
      await lab.stop();
    });

    async function sequence(list: readonly RandomCommand[]): Promise<void> {
      const model: Model = await lab.begin();
      try {
        await fc.asyncModelRun(() => ({ model, real: lab }), list);
        await settle(model);
      } catch (thrown) {
        // Commands draw from what is there: only what they did tells what a sequence was.
        const told = new Error(`${String(thrown)}\nafter\n${lab.story.join('\n')}`, { cause: thrown });
        // What is tried to make the sequence shorter is no part of the run, and what was left behind stays for it.
        atFailure ??= structuredClone(tally);
        firstTold ??= told.message;
        throw told;
      }
      tally.sequences += 1;
    }

    /** What was closed is opened by the program, so that nothing stays unread. */
    async function settle(model: Model): Promise<void> {
      await checkBackups(model, lab);
      const { engine, gatewayId } = lab.bench;
      const { operationId } = await engine.indices.openAll({ gatewayId });
      expect((await engine.operations.ended(operationId)).status).toBe('succeeded');
      for (const one of Object.values(model.indices)) one.open = true;
      await check(model, lab);
    }

    test(
      `promise 14 promise 16 promise 18 promise 19 promise 21 ${RUNS} sequences`,
      async () => {
        const property = fc.asyncProperty(fc.array(commands, { minLength: 6, maxLength: 8 }), sequence);
        try {
          await fc.assert(property, {
            seed: SEED,
            numRuns: RUNS,
            interruptAfterTimeLimit: (RUNS + 3) * SEQUENCE_MS,
          });
        } catch (thrown) {
          console.log(`As it failed first:\n${firstTold ?? ''}`);
          tally.failure = `${String(thrown)}\n${firstTold ?? ''}`;
          throw thrown;
        }
        expect(tally.sequences).toBe(RUNS);
        expect(ZERO_NAMES.map((zero) => [zero, tally.zeros[zero]])).toEqual(
          ZERO_NAMES.map((zero) => [zero, 0]),
        );
      },
      (RUNS + 4) * SEQUENCE_MS,
    );
  });
}
