import { setTimeout as sleep } from 'node:timers/promises';
import { type ReplayServer, startReplay } from '#lab/replay/server.ts';
import { type LaunchedApp, launchApp, newHome, removeHome } from '../../desktop/support/launch.ts';
import { buildBarePage } from '../desktop/bare-page.ts';
import { cpuOf, memoryOf } from '../desktop/processes.ts';
import { longestTurn } from '../desktop/tasks.ts';
import {
  answered,
  goTo,
  heapOf,
  homeWith,
  openBackups,
  openProgram,
  type Scrolled,
  scrollBackups,
} from '../desktop/window.ts';
import { type Figure, inTurns, median, timed } from '../figures.ts';
import { rawGet } from '../raw-get.ts';

const RECORDED = { 'data store': 'recorded replies' };
const PAIRS = 10;
const MEMORY_PAIRS = 3;
const SETTLED_MS = 30_000;
const IDLE_MS = 60_000;
const SCROLLS = 5;

type Base = Pick<Figure, 'throttled' | 'reference'>;
const ALONE: Base = { throttled: null, reference: null };

/** The program as a whole, in its real window, on replies that were recorded from a real data store. */
export async function benchDesktop(): Promise<Figure[]> {
  const bare = await buildBarePage();
  try {
    return [...(await tenThousand()), ...(await beside(bare.folder))];
  } finally {
    bare.remove();
  }
}

/** 10,000 backups in 20 repositories, and one repository that is dead. */
async function tenThousand(): Promise<Figure[]> {
  const store = await startReplay({ repositories: 20, backups: 500, dead: true });
  const home = await homeWith(store);
  const program = await openProgram(home);
  try {
    const opening = await openBackups(program.page, '10,000');
    const scrolls: Scrolled[] = [];
    const turns: number[] = [];
    for (let run = 0; run < SCROLLS; run += 1)
      turns.push(
        await longestTurn(program.app, async () => scrolls.push(await scrollBackups(program.page, 300))),
      );
    const heap = await heapOf(program.page);
    refuseUnknown(store);
    const rows = {
      ...ALONE,
      row: 'many-first',
      value: opening.first,
      budget: 2_000,
      unit: 'ms' as const,
      pairs: 1,
    };
    const frames = {
      ...ALONE,
      row: 'many-frame',
      value: median(turns),
      budget: 50,
      unit: 'ms' as const,
      pairs: SCROLLS,
    };
    const gaps = {
      ...ALONE,
      row: 'many-gap',
      value: median(scrolls.map(({ longest }) => longest)),
      budget: 50,
      unit: 'ms' as const,
      pairs: SCROLLS,
    };
    const held = { ...ALONE, row: 'many-heap', value: heap, budget: 100, unit: 'MB' as const, pairs: 1 };
    const raw = await timed(() => rawNames(store));
    return [
      {
        ...rows,
        reference: raw,
        beside: { ...RECORDED, 'all with details': `${Math.round(opening.all)} ms` },
      },
      { ...frames, beside: { ...RECORDED, 'frames of a run': '300' } },
      { ...gaps, beside: { ...RECORDED, 'each run': spread(scrolls) } },
      { ...held, beside: RECORDED },
    ];
  } finally {
    await program.close();
    await store.stop();
    removeHome(home);
  }
}

async function rawNames(store: ReplayServer): Promise<void> {
  const query =
    '?verbose=false&filter_path=failures,responses.error,*.snapshot,responses.*.snapshot,*.uuid,responses.*.uuid,*.state,responses.*.state';
  const encoded = query.replaceAll(',', '%2C');
  await Promise.all(
    store.repositories.map((name) => rawGet(`${store.url}/_snapshot/${name}/_all${encoded}`)),
  );
}

/** Medians, and the longest of each run. */
function spread(scrolls: readonly Scrolled[]): string {
  const words = scrolls.map((one) => `${Math.round(one.median)} ms, at most ${Math.round(one.longest)} ms`);
  return words.join('; ');
}

/** What was not recorded was answered with an error: the figures would be of another program. */
function refuseUnknown(store: ReplayServer): void {
  if (store.unknown.length > 0) throw new Error(`nothing was recorded for ${store.unknown.join(', ')}`);
}

/** Beside a bare Electron with a page of the same parts. */
async function beside(bareFolder: string): Promise<Figure[]> {
  const store = await startReplay({ repositories: 1, backups: 1_000 });
  const home = await homeWith(store);
  const bareHome = newHome();
  const launchBare = () => launchApp({ home: bareHome, appDir: bareFolder, asInstalled: true });
  try {
    const started = await inTurns(
      PAIRS,
      () => startOf(() => launchApp({ home, asInstalled: true }), answersHere),
      () => startOf(launchBare, answersBare),
    );
    const open = async (): Promise<number> => {
      const program = await openProgram(home);
      return weightOf(program, () => openBackups(program.page, '1,000'));
    };
    const weights = await inTurns(MEMORY_PAIRS, open, async () =>
      weightOf(await launchBare(), () => Promise.resolve()),
    );
    refuseUnknown(store);
    const start = median(started.reference);
    const memory = median(weights.reference);
    const idle = await idleOverview(home);
    const common = { throttled: null, beside: RECORDED };
    return [
      {
        ...common,
        row: 'start',
        value: median(started.ours),
        reference: start,
        budget: 1.3 * start,
        unit: 'ms',
        pairs: PAIRS,
      },
      {
        ...common,
        row: 'memory',
        value: median(weights.ours),
        reference: memory,
        budget: 1.25 * memory,
        unit: 'MB',
        pairs: MEMORY_PAIRS,
      },
      { ...common, row: 'idle-cpu', value: idle, reference: null, budget: 1, unit: '%', pairs: 1 },
    ];
  } finally {
    await store.stop();
    removeHome(home);
    removeHome(bareHome);
  }
}

/** Milliseconds from the start of the process until rows are there and a click was answered. */
async function startOf(
  launch: () => Promise<LaunchedApp>,
  answers: (program: LaunchedApp) => Promise<void>,
): Promise<number> {
  const began = performance.now();
  const program = await launch();
  await answers(program);
  const took = performance.now() - began;
  await program.close();
  return took;
}

const answersHere = ({ page }: LaunchedApp): Promise<void> =>
  answered(page, {
    listed: `nav().some((one) => one.textContent.includes('Store under test'))`,
    click: `nav().flatMap((one) => [...one.querySelectorAll('a')]).find((one) => one.textContent.startsWith('Gateways'))`,
    then: `rows().some((one) => one.textContent.includes('Store under test'))`,
  });

const answersBare = ({ page }: LaunchedApp): Promise<void> =>
  answered(page, {
    listed: `rows().some((one) => one.textContent.includes('backup-19'))`,
    click: `document.querySelector('button')`,
    then: `document.querySelector('button').textContent === 'Clicks 1'`,
  });

/** What it weighs half a minute after something was opened. */
async function weightOf(program: LaunchedApp, open: () => Promise<unknown>): Promise<number> {
  try {
    await open();
    await sleep(SETTLED_MS);
    return memoryOf(pidOf(program));
  } finally {
    await program.close();
  }
}

/** Percent of one core that an open Overview uses while nothing happens. */
async function idleOverview(home: string): Promise<number> {
  const program = await openProgram(home);
  try {
    await goTo(program.page, 'Overview');
    await sleep(SETTLED_MS);
    const before = cpuOf(pidOf(program));
    await sleep(IDLE_MS);
    return ((cpuOf(pidOf(program)) - before) / (IDLE_MS / 1_000)) * 100;
  } finally {
    await program.close();
  }
}

function pidOf({ app }: LaunchedApp): number {
  const { pid } = app.process();
  if (pid === undefined) throw new Error('the program has no process');
  return pid;
}
