import type { Page } from 'playwright';
import type { ServerVersion } from '#lab/servers/start.ts';
import { inPage, invokeInPage } from '../../desktop/support/in-page.ts';
import { type LaunchedApp, launchApp, newHome } from '../../desktop/support/launch.ts';
import { draftFor } from '../../stores/support/open-engine.ts';

/** A home in which one gateway is saved. */
export async function homeWith(store: { url: string; version: ServerVersion }): Promise<string> {
  const home = newHome();
  const first = await launchApp({ home, asInstalled: true });
  try {
    const draft = draftFor(store, { dataStore: { addresses: [store.url] } });
    const added = await invokeInPage(first.page, 'gateways.add', { draft, secrets: {} });
    if (!added.ok) throw new Error(added.error.title);
  } finally {
    await first.close();
  }
  return home;
}

/** The program as users have it, with its Overview read. */
export async function openProgram(home: string): Promise<LaunchedApp> {
  const opened = await launchApp({ home, asInstalled: true });
  await overviewRead(opened.page);
  return opened;
}

/** Starts the page anew: nothing is read in it but the Overview. */
export async function reloadProgram({ page }: LaunchedApp): Promise<void> {
  await goTo(page, 'Overview');
  await page.reload();
  await overviewRead(page);
}

async function overviewRead(page: Page): Promise<void> {
  await page
    .getByText(/^(Safe|Not safe|Old)/)
    .first()
    .waitFor({ timeout: 60_000 });
}

const link = (word: string): string =>
  `[...document.querySelectorAll('nav a')].find((one) => one.textContent.startsWith('${word}'))`;

export async function goTo(page: Page, word: string): Promise<void> {
  await inPage(page, `${link(word)}.click();`);
}

/** Expressions of the page. */
interface Answer {
  listed: string;
  /** The element that is clicked then. */
  click: string;
  then: string;
}

/**
 * Until something is painted, clicked, and its answer painted: looked for at every frame of the page. A driver that looks
 * from outside does so at 20, 70, 170 and 270 ms, and would measure its own steps.
 */
export function answered(page: Page, { listed, click, then }: Answer): Promise<void> {
  return inPage(
    page,
    `const frame = () => new Promise((done) => requestAnimationFrame(done));
     const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
     const nav = () => [...document.querySelectorAll('nav')];
     const rows = () => [...document.querySelectorAll('tr')];
     while (!(${listed})) await frame();
     await painted();
     (${click}).click();
     while (!(${then})) await frame();
     await painted();`,
  );
}

export interface Opening {
  /** Until the last row in sight was painted. */
  first: number;
  /** Until all rows were there with their details. */
  all: number;
}

/** Milliseconds from the click on Backups, by the clock of the page. */
export function openBackups(page: Page, backups: string): Promise<Opening> {
  return inPage<Opening>(
    page,
    `const began = performance.now();
     ${link('Backups')}.click();
     const frame = () => new Promise((done) => requestAnimationFrame(done));
     const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
     const isFull = () => {
       const rows = document.querySelectorAll('tbody tr[data-line]');
       const last = rows[rows.length - 1];
       return last !== undefined && last.getBoundingClientRect().bottom >= innerHeight - 60;
     };
     while (!isFull()) await frame();
     await painted();
     const first = performance.now() - began;
     const isAll = () => [...document.querySelectorAll('main *')].some((one) =>
       one.childElementCount === 0 && /^${backups} of ${backups}(, [a-z]+ missing)?$/.test(one.textContent));
     while (!isAll()) await frame();
     await painted();
     return { first, all: performance.now() - began };`,
  );
}

export interface Scrolled {
  frames: number;
  longest: number;
  median: number;
  over50: number;
}

/** Scrolls the list as a wheel does, ten rows a frame, and measures the time between frames. */
export function scrollBackups(page: Page, frames: number): Promise<Scrolled> {
  return inPage<Scrolled>(
    page,
    `const view = [...document.querySelectorAll('main *')].find((one) =>
       one.scrollHeight > one.clientHeight + 10000 && getComputedStyle(one).overflowY !== 'visible');
     const frame = () => new Promise((done) => requestAnimationFrame(done));
     const gaps = [];
     let at = 0;
     let last = await frame();
     for (let n = 0; n < ${frames}; n += 1) {
       at += 320;
       view.scrollTop = at;
       const now = await frame();
       gaps.push(now - last);
       last = now;
     }
     gaps.sort((a, b) => b - a);
     return {
       frames: gaps.length,
       longest: gaps[0],
       median: gaps[Math.floor(gaps.length / 2)],
       over50: gaps.filter((gap) => gap > 50).length,
     };`,
  );
}

/** Megabytes that the page holds after a collection. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1_000_000;
}
