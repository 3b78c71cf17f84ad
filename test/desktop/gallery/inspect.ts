import { writeFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { ElectronApplication, Page } from 'playwright';
import { inPage, untilInPage } from '../support/in-page.ts';

/** What is wrong on the page as it stands, one line each; empty when nothing is. */
export const axeProblems = (page: Page): Promise<string[]> => found(axe(page));

/** The same for a page that was looked at in its other theme: only the rule about colours sees a difference. */
export const colourProblems = (page: Page): Promise<string[]> =>
  found(axe(page).withRules(['color-contrast']));

/** Legacy mode: axe's own way to finish opens a second page, which this program denies. */
const axe = (page: Page): AxeBuilder =>
  // What is in order is not told node by node: on a page of many rows that takes longer than to look.
  new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });

async function found(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => {
    const places = nodes.map((node) => node.target.join(' ')).slice(0, 3);
    return `${id} at ${places.join(' | ')}`;
  });
}

/**
 * Whether the page, or the part of it that holds the content, must be scrolled sideways to be read; a table only in a
 * window that is smaller than the smallest one, and then without its buttons.
 */
export async function sidewaysProblems(page: Page): Promise<string[]> {
  return inPage(
    page,
    `const tables = innerWidth < ${SMALLEST.width} ? [] : document.querySelectorAll('main [data-scrollarea-viewport]');
     const wide = [document.scrollingElement, ...document.querySelectorAll('main, main > *, main > * > *'), ...tables]
       .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0
         && (one === document.scrollingElement || ['auto', 'scroll'].includes(getComputedStyle(one).overflowX)));
     const outside = [...document.querySelectorAll('main button, main a, main input')].filter((one) => {
       const box = one.getBoundingClientRect();
       return box.width > 1 && (box.left >= innerWidth || box.right <= 0) && one.closest('thead') === null
         && one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
     });
     return [
       ...wide.map((one) => 'sideways: ' + one.tagName + '.' + one.className + ' ' + one.scrollWidth + ' in ' + one.clientWidth),
       ...outside.map((one) => 'out of sight: ' + (one.ariaLabel ?? one.textContent)),
     ];`,
  );
}

/** Names that lost their end. Only the halves of one that gives way in its middle may: its end stands beside them. */
export async function cutNames(page: Page): Promise<string[]> {
  return inPage(
    page,
    `return [...document.querySelectorAll('body *')]
       .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.checkVisibility())
       .filter((one) => !one.matches('[class*="_middleHead_"], [class*="_middlePrefix_"]'))
       .filter((one) => getComputedStyle(one).textOverflow === 'ellipsis' && getComputedStyle(one).overflowX !== 'visible')
       .filter((one) => [...one.children].every((child) => getComputedStyle(child).textOverflow !== 'ellipsis'))
       .map((one) => 'cut: ' + one.textContent + ' in ' + one.clientWidth);`,
  );
}

/**
 * Texts that are not whole: beyond the edge of a part that cannot be scrolled there, or with another text on
 * top of them. Names that give way in their middle are left to `cutNames`; words of one paragraph, whose boxes
 * meet where they go on in the next line, are not on top of each other.
 */
export async function lostTexts(page: Page): Promise<string[]> {
  return inPage(
    page,
    `const kept = (make) => { const all = new Map(); return (one) => {
       if (!all.has(one)) all.set(one, make(one));
       return all.get(one);
     }; };
     const style = kept((one) => { const { overflowX, clipPath, textOverflow, position, display } = getComputedStyle(one);
       return { overflowX, clipPath, textOverflow, position, display }; });
     const above = kept((one) => [one, ...(one.parentElement === null ? [] : above(one.parentElement))]);
     const inside = (box, one) => above(one).filter((up) => style(up).overflowX !== 'visible').reduce((kept, up) => {
       const edge = up.getBoundingClientRect();
       const [left, right] = [Math.max(kept.left, edge.left), Math.min(kept.right, edge.right)];
       const [top, bottom] = [Math.max(kept.top, edge.top), Math.min(kept.bottom, edge.bottom)];
       return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
     }, box);
     const own = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
     const texts = [...document.querySelectorAll('#root *')]
       .filter((one) => own(one) && one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
       .filter((one) => style(one).clipPath === 'none' && !above(one).some((up) => style(up).clipPath === 'inset(50%)'))
       .map((one) => {
         const range = document.createRange();
         range.selectNodeContents(one);
         return { one, box: range.getBoundingClientRect(), shown: inside(range.getBoundingClientRect(), one) };
       })
       .filter(({ box }) => box.width > 1 && box.height > 1);
     const clipped = texts.filter(({ one, box }) => {
       if (above(one).some((up) => style(up).textOverflow === 'ellipsis')) return false;
       const edge = above(one).find((up) => style(up).overflowX !== 'visible');
       if (edge === undefined || ['auto', 'scroll'].includes(style(edge).overflowX)) return false;
       const { left, right } = edge.getBoundingClientRect();
       return box.right > right + 2 || box.left < left - 2;
     });
     const layer = kept((one) => above(one).filter((up) => ['absolute', 'fixed', 'sticky'].includes(style(up).position)).length);
     const seen = ({ one, shown: box }) => {
       const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
       return top !== null && (one.contains(top) || top.contains(one));
     };
     const shown = texts.filter(seen);
     const flow = kept((one) => above(one).find((up) => style(up).display !== 'inline'));
     const inLine = (a, b) => a !== flow(a) && b !== flow(b) && flow(a) === flow(b);
     const over = shown.flatMap((a, index) => shown.slice(index + 1)
       .filter((b) => Math.min(a.shown.bottom, b.shown.bottom) - Math.max(a.shown.top, b.shown.top) > 6
         && Math.min(a.shown.right, b.shown.right) - Math.max(a.shown.left, b.shown.left) > 3
         && !a.one.contains(b.one) && !b.one.contains(a.one) && layer(a.one) === layer(b.one)
         && !inLine(a.one, b.one))
       .map((b) => 'on top of each other: ' + a.one.textContent + ' and ' + b.one.textContent));
     return [...clipped.map(({ one }) => 'beyond the edge: ' + one.textContent), ...over];`,
  );
}

/** Begins to add up how far the page jumps without anybody having touched it. */
export async function watchShifts(page: Page): Promise<void> {
  await inPage(
    page,
    `globalThis.shifts = [];
     globalThis.shiftWatch?.disconnect();
     globalThis.noteShift = (entry) => {
       const places = entry.sources.map(({ node, previousRect, currentRect }) =>
         (node?.nodeName ?? '?') + '.' + (node?.className ?? '') + ' ' + (node?.textContent ?? '').slice(0, 30)
         + ' y ' + previousRect.y + ' to ' + currentRect.y + ', x ' + previousRect.x + ' to ' + currentRect.x);
       globalThis.shifts.push({ value: entry.value, places });
     };
     globalThis.shiftWatch = new PerformanceObserver((list) => list.getEntries().forEach(globalThis.noteShift));
     globalThis.shiftWatch.observe({ type: 'layout-shift' });`,
  );
}

/** A jump that nobody can see is below this: the share of the window that moved, times how far. */
const SEEN = 0.005;

export async function shiftProblems(page: Page): Promise<string[]> {
  const shifts = await inPage<{ value: number; places: string[] }[]>(
    page,
    `globalThis.shiftWatch.takeRecords().forEach(globalThis.noteShift);
     return globalThis.shifts.splice(0);`,
  );
  return shifts
    .filter(({ value }) => value > SEEN)
    .map(({ value, places }) => `jumps by ${value.toFixed(3)}: ${places.join(' | ')}`);
}

export interface Frame {
  width: number;
  height: number;
  zoom: number;
}

export const USUAL: Frame = { width: 1280, height: 800, zoom: 1 };
export const SMALLEST: Frame = { width: 1024, height: 640, zoom: 1 };
export const ZOOMED: Frame = { width: 1280, height: 800, zoom: 2 };

/** Gives the real window this size and zoom, and waits until the page is drawn in it. */
export async function frame(app: ElectronApplication, page: Page, to: Frame): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height, zoom }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setContentSize(width, height);
    window?.webContents.setZoomFactor(zoom);
  }, to);
  await untilInPage(page, `Math.abs(innerWidth - ${to.width / to.zoom}) < 2`);
  await inPage(page, 'await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
}

/** A picture of the window as it is on the screen; the page's own pictures know nothing of its zoom. */
export async function pictureOfWindow(app: ElectronApplication, file: string): Promise<void> {
  const image = await app.evaluate(async ({ BrowserWindow }) => {
    const picture = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return picture?.toPNG().toString('base64') ?? '';
  });
  writeFileSync(file, Buffer.from(image, 'base64'));
}
