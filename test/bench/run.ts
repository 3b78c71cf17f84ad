import { progress } from '#lab/processes/run.ts';
import type { LabServer, ServerVersion } from '#lab/servers/start.ts';
import type { Figure } from './figures.ts';
import { type Content, startFilled } from './filled-server.ts';
import { areBackupsUsual, MANY_BACKUPS } from './many-backups.ts';
import { benchBackup } from './parts/backup.ts';
import { benchClosed } from './parts/closed.ts';
import { benchListing } from './parts/listing.ts';
import { benchRequests } from './parts/requests.ts';
import { verdictOf, writeReport } from './report.ts';
import { mergeResults, type Result, resultsOf } from './results.ts';
import { isTenantUsual, LARGE_TENANT } from './tenant.ts';

export const BENCH_VERSIONS = ['7.13.0', '8.12.2'] as const satisfies readonly ServerVersion[];
export type BenchVersion = (typeof BENCH_VERSIONS)[number];

export const PARTS = {
  backup: { content: LARGE_TENANT, measure: benchBackup },
  closed: { content: LARGE_TENANT, measure: benchClosed },
  requests: { content: LARGE_TENANT, measure: benchRequests },
  listing: { content: MANY_BACKUPS, measure: benchListing },
} satisfies Record<string, { content: Content; measure: (server: LabServer) => Promise<Figure[]> }>;
export type Part = keyof typeof PARTS;

/** Measures the parts on each release, one server at a time. What was measured is kept even when a later part fails. */
export async function runBench(versions: readonly BenchVersion[], parts: readonly Part[]): Promise<Result[]> {
  const fresh: Result[] = [];
  for (const version of versions) {
    for (const content of [LARGE_TENANT, MANY_BACKUPS]) {
      const wanted = parts.filter((part) => PARTS[part].content === content);
      if (wanted.length === 0) continue;
      const server = await startFilled(version, content);
      try {
        for (const part of wanted) fresh.push(...(await measure(server, version, part)));
      } finally {
        await server.stop();
      }
    }
  }
  return fresh;
}

async function measure(server: LabServer, version: BenchVersion, part: Part): Promise<Result[]> {
  const began = Date.now();
  const results = resultsOf(version, await PARTS[part].measure(server));
  if (isTenantUsual && areBackupsUsual) writeReport(mergeResults(results));
  progress(`${version} ${part}: ${Math.round((Date.now() - began) / 1000)} s`);
  for (const result of results) console.log(lineOf(result));
  return results;
}

function lineOf(result: Result): string {
  const { row, version, value, reference, ratio, budget, unit, throttled } = result;
  const speed = row !== 'backup' ? '' : throttled === true ? ' throttled' : ' not throttled';
  const verdict = verdictOf(result).replaceAll('**', '');
  return `${version} ${row}${speed}: ${value} ${unit}, reference ${reference}, ratio ${ratio}, budget ${budget}: ${verdict}`;
}
