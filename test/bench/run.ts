import { REPOSITORY } from '#lab/electron/runtime.ts';
import { progress, runOrThrow } from '#lab/processes/run.ts';
import type { LabServer, ServerVersion } from '#lab/servers/start.ts';
import type { Figure } from './figures.ts';
import { type Content, startFilled } from './filled-server.ts';
import { areBackupsUsual, MANY_BACKUPS } from './many-backups.ts';
import { benchBackup } from './parts/backup.ts';
import { benchClosed } from './parts/closed.ts';
import { benchCommandLine } from './parts/command-line.ts';
import { benchDesktop } from './parts/desktop.ts';
import { benchListing } from './parts/listing.ts';
import { benchRequests } from './parts/requests.ts';
import { benchWindow } from './parts/window.ts';
import { verdictOf, writeReport } from './report.ts';
import { mergeResults, type Result, resultsOf } from './results.ts';
import { isTenantUsual, LARGE_TENANT } from './tenant.ts';
import { TWENTY_BACKUPS } from './twenty-backups.ts';

export const BENCH_VERSIONS = ['7.13.0', '8.12.2'] as const satisfies readonly ServerVersion[];
export type BenchVersion = (typeof BENCH_VERSIONS)[number];

export const PARTS = {
  backup: { content: LARGE_TENANT, measure: benchBackup },
  closed: { content: LARGE_TENANT, measure: benchClosed },
  requests: { content: LARGE_TENANT, measure: benchRequests },
  listing: { content: MANY_BACKUPS, measure: benchListing },
  window: { content: MANY_BACKUPS, measure: benchWindow },
  cli: { content: TWENTY_BACKUPS, measure: benchCommandLine },
} satisfies Record<string, { content: Content; measure: (server: LabServer) => Promise<Figure[]> }>;
/** The one part without a data store: it replays what this release answered. */
export const DESKTOP = 'desktop';
const REPLAYED: BenchVersion = '7.13.0';
export type Part = keyof typeof PARTS | typeof DESKTOP;
export const ALL_PARTS: readonly Part[] = [...(Object.keys(PARTS) as (keyof typeof PARTS)[]), DESKTOP];

/** Measures the parts on each release, one server at a time. What was measured is kept even when a later part fails. */
export async function runBench(versions: readonly BenchVersion[], parts: readonly Part[]): Promise<Result[]> {
  const fresh: Result[] = [];
  // The window is that of the program as it is now.
  if (parts.includes('window') || parts.includes('cli') || parts.includes(DESKTOP))
    await runOrThrow('npm', ['run', 'build'], { cwd: REPOSITORY });
  if (parts.includes(DESKTOP) && versions.includes(REPLAYED))
    fresh.push(...(await measure(REPLAYED, DESKTOP, benchDesktop)));
  for (const version of versions) {
    for (const content of [LARGE_TENANT, MANY_BACKUPS, TWENTY_BACKUPS]) {
      const wanted = parts
        .filter((part) => part !== DESKTOP)
        .filter((part) => PARTS[part].content === content);
      if (wanted.length === 0) continue;
      const server = await startFilled(version, content);
      try {
        for (const part of wanted)
          fresh.push(...(await measure(version, part, () => PARTS[part].measure(server))));
      } finally {
        await server.stop();
      }
    }
  }
  return fresh;
}

async function measure(
  version: BenchVersion,
  part: Part,
  figures: () => Promise<Figure[]>,
): Promise<Result[]> {
  const began = Date.now();
  const results = resultsOf(version, await figures());
  if (isTenantUsual && areBackupsUsual) writeReport(mergeResults(results));
  progress(`${version} ${part}: ${Math.round((Date.now() - began) / 1000)} s`);
  for (const result of results) console.log(lineOf(result));
  return results;
}

function lineOf(result: Result): string {
  const { row, version, value, reference, ratio, budget, unit, throttled } = result;
  const speed = row !== 'backup' ? '' : throttled === true ? ' throttled' : ' not throttled';
  const verdict = verdictOf(result).replaceAll('**', '');
  return `${version} ${row}${speed}: ${value} ${unit}, reference ${String(reference)}, ratio ${String(ratio)}, budget ${budget}: ${verdict}`;
}
