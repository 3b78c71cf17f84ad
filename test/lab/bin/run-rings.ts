import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '#lab/electron/runtime.ts';
import { prepareDesktop, prepareHosts, prepareServers } from './prepare.ts';
import { counted, printSummary, type RingResult } from './ring-results.ts';
import { type Command, runVisibly } from './run-visibly.ts';

/** The rings in the order of their cost; each needs what it needs and no more. */
const RINGS = ['unit', 'contract', 'renderer', 'stores', 'desktop'] as const;
type Ring = (typeof RINGS)[number];
/** Rings that wait much of their time, for a data store or for a window, and run beside each other. */
const WAITING: readonly Ring[] = ['stores', 'desktop'];

const MINUTE = 60_000;
const DEADLINE_MS: Record<Ring, number> = {
  unit: 10 * MINUTE,
  contract: 10 * MINUTE,
  renderer: 10 * MINUTE,
  stores: 50 * MINUTE,
  desktop: 35 * MINUTE,
};

const OUTPUT = path.join(REPOSITORY, 'test-output');

const words = process.argv.slice(2);
const chosen = RINGS.filter((ring) => words.includes(ring));
// What begins with a dash, and what follows it, is for the test runner: `npm run test:unit -- -t name`.
const passed = words.filter((word) => !(RINGS as readonly string[]).includes(word));
const rings = chosen.length === 0 ? [...RINGS] : chosen;

const results: RingResult[] = [];
mkdirSync(OUTPUT, { recursive: true });
if (process.env.CI === 'true' && chosen.length === 0) results.push(await runCheck());
// Data stores are fetched while the first rings run; a failure shows when their ring begins.
const servers = rings.includes('stores') ? prepareServers() : Promise.resolve();
servers.catch(() => undefined);
for (const ring of rings.filter((one) => !WAITING.includes(one))) results.push(await runRing(ring));
results.push(...(await Promise.all(rings.filter((one) => WAITING.includes(one)).map(runRing))));
process.exitCode = printSummary(results);

/** Types, lint, format and dead code count as one test each run of the whole suite on a build machine. */
async function runCheck(): Promise<RingResult> {
  const started = Date.now();
  const { scripts } = JSON.parse(readFileSync(path.join(REPOSITORY, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  // The parts of `npm run check`, two at a time: each is one process, and a build machine has two cores.
  const left = Object.keys(scripts).filter((name) => name.startsWith('check:'));
  const codes = await Promise.all([oneAfterAnother(left), oneAfterAnother(left)]);
  const failed = codes.every((code) => code === 0) ? 0 : 1;
  return { ring: 'check', passed: 1 - failed, failed, failures: [], ms: Date.now() - started };
}

/** Takes scripts from the list until it is empty, or until one fails. */
async function oneAfterAnother(left: string[]): Promise<number> {
  for (let script = left.shift(); script !== undefined; script = left.shift()) {
    const code = await runVisibly({ file: 'npm', args: ['run', script] }, 10 * MINUTE);
    if (code !== 0) return code;
  }
  return 0;
}

async function runRing(ring: Ring): Promise<RingResult> {
  const started = Date.now();
  console.log(`\n== ${ring}`);
  try {
    await prepare(ring);
  } catch (error) {
    console.error(
      `The ring ${ring} could not be prepared: ${error instanceof Error ? error.message : String(error)}`,
    );
    return { ring, passed: 0, failed: 1, failures: [], ms: Date.now() - started };
  }
  const report = path.join(OUTPUT, `${ring}.json`);
  const code = await runVisibly(vitest(ring, report), DEADLINE_MS[ring]);
  return { ring, ...counted(report, started, code), ms: Date.now() - started };
}

async function prepare(ring: Ring): Promise<void> {
  if (ring === 'unit') await prepareHosts();
  if (ring === 'stores') await servers;
  if (ring !== 'desktop') return;
  await prepareDesktop();
  const code = await runVisibly({ file: 'npm', args: ['run', 'build'] }, 5 * MINUTE);
  if (code !== 0) throw new Error('npm run build failed');
}

function vitest(ring: Ring, report: string): Command {
  const cli = path.join(REPOSITORY, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return {
    file: process.execPath,
    args: [cli, 'run', '--project', ring, ...reporters, ...passed],
  };
}
