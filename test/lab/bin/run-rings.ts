import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '#lab/electron/runtime.ts';
import { prepareDesktop, prepareHosts, prepareServers } from './prepare.ts';
import { counted, printSummary, type RingResult } from './ring-results.ts';
import { type Command, runVisibly } from './run-visibly.ts';

/** The rings in the order of their cost; each needs what it needs and no more. */
const RINGS = ['unit', 'contract', 'renderer', 'stores', 'desktop'] as const;
type Ring = (typeof RINGS)[number];

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
// Data stores are fetched while the first rings run; a failure shows when their ring begins.
const servers = rings.includes('stores') ? prepareServers() : Promise.resolve();
servers.catch(() => undefined);
for (const ring of rings.filter((one) => one !== 'desktop')) results.push(await runRing(ring));
// A window waits much of its time: the check of the whole suite runs beside it.
const last: Promise<RingResult>[] = [];
if (rings.includes('desktop')) last.push(runRing('desktop'));
if (process.env.CI === 'true' && chosen.length === 0) last.push(runCheck());
results.push(...(await Promise.all(last)));
process.exitCode = printSummary(results);

/** Types, lint, format and dead code count as one test each run of the whole suite on a build machine. */
async function runCheck(): Promise<RingResult> {
  const started = Date.now();
  const { scripts } = JSON.parse(readFileSync(path.join(REPOSITORY, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  // The parts of `npm run check`, one after another: each is one process, and a window runs on the other core.
  let failed = 0;
  for (const script of Object.keys(scripts).filter((name) => name.startsWith('check:'))) {
    const code = await runVisibly({ file: 'npm', args: ['run', script] }, 10 * MINUTE);
    if (code !== 0) failed = 1;
  }
  return { ring: 'check', passed: 1 - failed, failed, failures: [], ms: Date.now() - started };
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
