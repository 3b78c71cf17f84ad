import type { LabServer } from '#lab/servers/start.ts';
import { type Figure, inTurns, median, timed } from '../figures.ts';
import { BACKUPS, MANY } from '../many-backups.ts';
import { type BenchEngine, openBenchEngine } from '../open-engine.ts';
import { rawGet } from '../raw-get.ts';

const PAIRS = 9;
const WARM_UPS = 2;
const FIRST_MS = 100;
const ALL_MS = 400;

interface Listed {
  first: number;
  all: number;
  /** The whole list once more. */
  again: number;
}

/** How soon the engine has rows of a large repository, and all of them with details, against the raw calls. */
export async function benchListing(server: LabServer): Promise<Figure[]> {
  const ours = (): Promise<Listed> => listOnce(server);
  const raw = async (): Promise<Listed> => ({
    first: await timed(() => rawList(server, '?verbose=false')),
    all: await timed(() => rawList(server, '')),
    again: 0,
  });
  await inTurns(WARM_UPS, ours, raw);
  const times = await inTurns(PAIRS, ours, raw);
  const of = (listed: readonly Listed[], what: keyof Listed): number =>
    median(listed.map((one) => one[what]));
  const figureOf = (what: 'first' | 'all', allowed: number): Figure => ({
    row: `list-${what}`,
    value: of(times.ours, what),
    reference: of(times.reference, what),
    budget: of(times.reference, what) + allowed,
    unit: 'ms',
    throttled: null,
    pairs: PAIRS,
    beside: what === 'first' ? {} : { 'all of them once more': `${Math.round(of(times.ours, 'again'))} ms` },
  });
  return [figureOf('first', FIRST_MS), figureOf('all', ALL_MS)];
}

export async function rawList({ url }: LabServer, query: string): Promise<void> {
  const reply = (await rawGet(`${url}/_snapshot/${MANY}/_all${query}`)) as { snapshots: unknown[] };
  if (reply.snapshots.length !== BACKUPS) throw new Error(`${reply.snapshots.length} backups listed`);
}

/** With an engine that is connected, as the program is when somebody opens the page, and has nothing kept yet. */
async function listOnce(server: LabServer): Promise<Listed> {
  const open = await openBenchEngine(server);
  try {
    await open.engine.gateways.status({ gatewayId: open.gatewayId });
    const [first, all] = await untilComplete(open);
    const again = await timed(async () => {
      const { rows } = await open.engine.backups.list({ gatewayId: open.gatewayId });
      if (!rows.every((row) => row.detailed)) throw new Error('the details were not kept');
    });
    return { first, all, again };
  } finally {
    await open.stop();
  }
}

/** When the list was answered, and when the last details had come. */
async function untilComplete(open: BenchEngine): Promise<[number, number]> {
  const began = performance.now();
  const isComplete = (readings: readonly { backups: number; detailed: number }[]): boolean =>
    readings.every(({ backups, detailed }) => backups === BACKUPS && detailed === BACKUPS);
  const announced = new Promise<void>((resolve) => {
    open.onBackups = ({ readings }) => {
      if (isComplete(readings)) resolve();
    };
  });
  const { readings } = await open.engine.backups.list({ gatewayId: open.gatewayId });
  const first = performance.now() - began;
  if (!isComplete(readings)) await announced;
  return [first, performance.now() - began];
}
