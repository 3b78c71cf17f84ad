import { startTcpProxy, type TcpProxy } from '#lab/faults/tcp-proxy.ts';
import type { LabServer } from '#lab/servers/start.ts';
import { SAFETY_REPOSITORY } from '#shared/rules/backup-name.ts';
import type { Figure } from '../figures.ts';
import { type BenchEngine, backUp, openBenchEngine, restore } from '../open-engine.ts';
import { dropRepository, makeRepository } from '../repository.ts';
import { countFollowing, type Following, noteTimes } from '../request-times.ts';
import { changeEverything, heavyNames, MEGABYTES, namesOf } from '../tenant.ts';

const FIRST_SECOND = 7;
const A_SECOND = 1;
/** Slow enough to be followed for longer than the first, quicker polls. */
const SECONDS = 17;
const SLOWLY = { perSecond: `${Math.max(1, Math.round(MEGABYTES / SECONDS))}mb` };
const SAFETY = `${SAFETY_REPOSITORY}default`;

type Followed = 'backup' | 'restore';

/** How often the engine asks while it follows a backup and a restore of many indices, and of few. */
export async function benchRequests(server: LabServer): Promise<Figure[]> {
  const proxy = await startTcpProxy(server.url);
  const open = await openBenchEngine(server, proxy.url);
  await makeRepository(server, 'unlimited', SAFETY);
  try {
    const many = await follow(server, proxy, open, namesOf(server));
    const few = await follow(server, proxy, open, heavyNames(server));
    return (['backup', 'restore'] as const).flatMap((kind) => figuresOf(kind, many[kind], few[kind]));
  } finally {
    await open.stop();
    await proxy.stop();
    await dropRepository(server, SAFETY);
  }
}

async function follow(
  server: LabServer,
  proxy: TcpProxy,
  open: BenchEngine,
  indices: string[],
): Promise<Record<Followed, Following>> {
  const repository = await makeRepository(server, SLOWLY);
  const times = noteTimes(proxy);
  await backUp(open, repository, 'b', { kind: 'indices', indices });
  const status = /\/_status\?(?!.*indices)/;
  const put = new RegExp(`^PUT /_snapshot/${repository}/b\\?`);
  const backup = countFollowing(times.end(), { begun: put, poll: status, pollEnd: status });
  await changeEverything(server);
  const restoring = noteTimes(proxy);
  await restore(open, repository, 'b');
  const restored = countFollowing(restoring.end(), {
    begun: /^POST \S+\/_restore\?/,
    poll: /^GET \/_cat\/shards\?/,
    pollEnd: /^GET \/_recovery\?/,
  });
  await dropRepository(server, repository);
  return { backup, restore: restored };
}

function figuresOf(kind: Followed, many: Following, few: Following): Figure[] {
  const common = { throttled: true, pairs: 1 };
  const followed = `${many.seconds.toFixed(0)} s and ${few.seconds.toFixed(0)} s`;
  return [
    {
      row: `requests-first-second-${kind}`,
      value: many.firstSecond,
      reference: few.firstSecond,
      budget: FIRST_SECOND,
      unit: 'requests',
      ...common,
      beside: { 'pieces of one request counted once': String(many.firstSecondInWhole) },
    },
    {
      row: `requests-later-${kind}`,
      value: many.later,
      reference: few.later,
      budget: A_SECOND,
      unit: 'requests/s',
      ...common,
      beside: { followed },
    },
    {
      row: `requests-of-one-poll-${kind}`,
      value: many.ofOnePoll,
      reference: few.ofOnePoll,
      budget: few.ofOnePoll,
      unit: 'requests',
      ...common,
      beside: {},
    },
  ];
}
