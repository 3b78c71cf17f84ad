import { startTcpProxy, type TcpProxy } from '#lab/faults/tcp-proxy.ts';
import { storeRequest } from '#lab/samples/store-http.ts';
import type { LabServer } from '#lab/servers/start.ts';
import { SAFETY_REPOSITORY } from '#shared/rules/backup-name.ts';
import { chunkNames } from '#shared/rules/chunks.ts';
import { type Figure, inTurns, median, timed } from '../figures.ts';
import { type BenchEngine, backUp, openBenchEngine, phasesOf, restore } from '../open-engine.ts';
import { dropRepository, limitRestores, makeRepository, UNLIMITED } from '../repository.ts';
import { changeEverything, megabytesCopied, namesOf } from '../tenant.ts';
import { allActive, lookUntil, watchClosed } from '../watch-closed.ts';

const PAIRS = 5;
const REPOSITORY = 'closed';
const SAFETY = `${SAFETY_REPOSITORY}default`;

/** The time without data of a restore over everything, against the three requests that do the same without a check. */
export async function benchClosed(server: LabServer): Promise<Figure[]> {
  const proxy = await startTcpProxy(server.url);
  const open = await openBenchEngine(server, proxy.url);
  // How fast backups are made is no part of the closed time; at the server's limit the run would only be longer.
  await makeRepository(server, 'unlimited', REPOSITORY);
  await makeRepository(server, 'unlimited', SAFETY);
  try {
    await backUp(open, REPOSITORY, 'b');
    return await measure(server, proxy, open);
  } finally {
    await open.stop();
    await proxy.stop();
    for (const repository of [REPOSITORY, SAFETY]) await dropRepository(server, repository);
  }
}

async function measure(server: LabServer, proxy: TcpProxy, open: BenchEngine): Promise<Figure[]> {
  const seen: number[] = [];
  let [phases, megabytes] = ['', 0];

  const throughEngine = async (): Promise<number> => {
    await changeEverything(server);
    const watch = watchClosed(server, proxy);
    const operation = await restore(open, REPOSITORY, 'b');
    seen.push(await watch.closedMs());
    megabytes = await megabytesCopied(server);
    if (operation.result?.kind !== 'restore' || operation.result.closedMs === null)
      throw new Error('not closed');
    phases = phasesOf(operation);
    return operation.result.closedMs;
  };
  const raw = async (limit: string | null, isSafe = false): Promise<number> => {
    await changeEverything(server);
    if (isSafe) await rawSafetyBackup(server);
    await limitRestores(server, limit);
    const ms = await timed(() => rawRestore(server));
    await limitRestores(server, null);
    await megabytesCopied(server);
    return ms;
  };

  await throughEngine();
  seen.length = 0;
  const times = await inTurns(PAIRS, throughEngine, () => raw(UNLIMITED));
  const throttled = await raw(null);
  const safe: number[] = [];
  for (let run = 0; run < PAIRS; run += 1) safe.push(await raw(UNLIMITED, true));
  const reference = median(times.reference) / 1000;
  const common = {
    reference,
    budget: 1.15 * reference,
    unit: 's' as const,
    throttled: false,
    pairs: PAIRS,
  };
  const beside = {
    "raw at the server's own limit": `${(throttled / 1000).toFixed(1)} s`,
    'raw, and a safety backup before it': `${(median(safe) / 1000).toFixed(2)} s`,
    copied: `${Math.round(megabytes)} MB`,
  };
  return [
    {
      row: 'closed',
      value: median(times.ours) / 1000,
      ...common,
      beside: { ...beside, 'phases of the last run': phases },
    },
    { row: 'closed-seen', value: median(seen) / 1000, ...common, beside },
  ];
}

/** What precedes a restore of the program: it is not in the time, but the server is the slower for it. */
async function rawSafetyBackup(server: LabServer): Promise<void> {
  const name = `raw-${performance.now()}`;
  await storeRequest(server.url, 'PUT', `/_snapshot/${SAFETY}/${name}?wait_for_completion=true`, {
    indices: namesOf(server).join(','),
    include_global_state: false,
  });
  await storeRequest(server.url, 'DELETE', `/_snapshot/${SAFETY}/${name}`);
}

/** Close, restore and wait: with the fastest parameters, and nothing else. */
async function rawRestore(server: LabServer): Promise<void> {
  const { url } = server;
  const names = namesOf(server);
  for (const chunk of chunkNames(names))
    await storeRequest(url, 'POST', `/${chunk.join(',')}/_close?wait_for_active_shards=0`);
  const restored = storeRequest(url, 'POST', `/_snapshot/${REPOSITORY}/b/_restore?wait_for_completion=true`, {
    indices: names.join(','),
    include_aliases: false,
    include_global_state: false,
  });
  await lookUntil(server, restored);
  await restored;
  if (!(await allActive(server))) throw new Error('not every primary is active');
}
