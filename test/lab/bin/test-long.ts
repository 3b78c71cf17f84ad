import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '#lab/electron/runtime.ts';
import { SERVER_VERSIONS, type ServerVersion } from '#lab/servers/start.ts';
import { type LongRow, rowOf, writeReliability } from './reliability.ts';
import { runVisibly } from './run-visibly.ts';

/** `npm run test:long [version…]`: random sequences on every server, and the file that says what came of them. */
const RUNS = Number(process.env.GATEWAY_VAULT_RUNS ?? 50);
const HOUR = 3_600_000;
const AT_ONCE = 2;
const OUTPUT = path.join(REPOSITORY, 'test-output');

const asked = process.argv.slice(2);
const unknown = asked.filter((word) => !(SERVER_VERSIONS as readonly string[]).includes(word));
if (unknown.length > 0) {
  console.error(`No server ${unknown.join(', ')}. There are: ${SERVER_VERSIONS.join(', ')}`);
  process.exit(2);
}
const queue = SERVER_VERSIONS.filter((version) => asked.length === 0 || asked.includes(version));
mkdirSync(OUTPUT, { recursive: true });
let failed = 0;

const lane = async (): Promise<void> => {
  for (let version = queue.shift(); version !== undefined; version = queue.shift()) {
    const row = await runServer(version);
    if (row.failure !== null) failed += 1;
    // After each server, so that a run that is ended early has said what it knows.
    writeReliability(row);
  }
};
await Promise.all(Array.from({ length: AT_ONCE }, lane));
console.log(failed === 0 ? 'All sequences passed' : `Failed on ${failed} servers`);
process.exitCode = failed === 0 ? 0 : 1;

async function runServer(version: ServerVersion): Promise<LongRow> {
  const seed = Number(process.env.GATEWAY_VAULT_SEED ?? randomInt(1, 2 ** 31));
  const results = path.join(OUTPUT, `random-${version}.json`);
  rmSync(results, { force: true });
  console.log(`${version}: ${RUNS} sequences, GATEWAY_VAULT_SEED=${seed}`);
  const settings = [
    `GATEWAY_VAULT_SEED=${seed}`,
    `GATEWAY_VAULT_RUNS=${RUNS}`,
    `GATEWAY_VAULT_RESULTS=${results}`,
  ];
  const vitest = path.join(REPOSITORY, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--project', 'stores', `test/stores/random-${version}.test.ts`];
  const code = await runVisibly({ file: 'env', args: [...settings, process.execPath, ...args] }, 2 * HOUR);
  const found = existsSync(results) ? readFileSync(results, 'utf8') : null;
  const row = rowOf({ version, seed, asked: RUNS, found, code });
  console.log(
    `${version}: ${row.sequences} sequences in ${row.seconds} s${row.failure === null ? '' : ', FAILED'}`,
  );
  return row;
}
