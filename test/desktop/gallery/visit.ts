import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '#lab/electron/runtime.ts';
import { untilInPage } from '../support/in-page.ts';
import type { LaunchedApp } from '../support/launch.ts';
import {
  axeProblems,
  colourProblems,
  cutNames,
  frame,
  lostTexts,
  pictureOfWindow,
  SMALLEST,
  shiftProblems,
  sidewaysProblems,
  USUAL,
  watchShifts,
  ZOOMED,
} from './inspect.ts';

/** Pictures stay after the tests, to be looked at. */
export const PICTURES = path.join(REPOSITORY, 'test-output', 'screens');

export interface Visit {
  /** Of the picture. */
  name: string;
  /** Behind the `#`. */
  address: string;
  /** Buttons that are pressed first, one after another: what they open is pictured. */
  press?: readonly RegExp[];
  /** What is chosen in the menu that opened. */
  item?: RegExp;
  /** One of several that is chosen. */
  choose?: RegExp;
  /** A key that is pressed on the page. */
  key?: string;
  /** A field that is filled in then. */
  fill?: { label: string; text: string };
  /** Still reading, and meant to be seen so. */
  busy?: boolean;
}

const BUSY = '[aria-busy="true"]';
/** What is drawn in the place of something that is overdue. */
const WAITED_FOR = `${BUSY}[role="status"], table${BUSY} tbody tr`;

/** Goes to a page, pictures it in both themes, and resolves with all that is wrong with it, one line each. */
export async function visit(
  { app, page }: LaunchedApp,
  { name, address, press = [], item, choose, key, fill, busy }: Visit,
): Promise<string[]> {
  mkdirSync(PICTURES, { recursive: true });
  await page.evaluate(`location.hash = '#/gateways'`);
  await page.getByRole('heading', { level: 1, name: 'Gateways' }).waitFor();
  await watchShifts(page);
  await page.evaluate(`location.hash = ${JSON.stringify(address)}`);
  await untilInPage(page, `location.hash === ${JSON.stringify(`#${address}`)}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  // Long enough to be told: what comes sooner shows no sign of waiting.
  if (busy === true) await page.locator(WAITED_FOR).filter({ visible: true }).first().waitFor();
  else await untilInPage(page, `document.querySelector('${BUSY}') === null`);
  const problems: string[] = [...(await shiftProblems(page))];
  for (const button of press) {
    await page.getByRole('button', { name: button }).click();
    // What it has opened is below it.
    await page.evaluate('document.activeElement?.scrollIntoView()');
  }
  if (item !== undefined) await page.getByRole('menuitem', { name: item }).click();
  if (choose !== undefined) await page.getByRole('radio', { name: choose }).check();
  if (key !== undefined) await page.keyboard.press(key);
  // What hangs on the pointer is not part of the screen.
  if (press.length > 0) await page.mouse.move(2, 2);
  if (fill !== undefined) await page.getByLabel(fill.label, { exact: true }).fill(fill.text);
  for (const [colorScheme, look] of [
    ['light', axeProblems],
    ['dark', colourProblems],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({
      path: path.join(PICTURES, `${name}-${colorScheme}.png`),
      animations: 'disabled',
    });
    problems.push(...(await look(page)).map((one) => `${colorScheme}: ${one}`));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  problems.push(...(await cutNames(page)), ...(await lostTexts(page)));
  for (const [word, size] of [
    ['smallest', SMALLEST],
    ['zoomed', ZOOMED],
  ] as const) {
    await frame(app, page, size);
    problems.push(
      ...[...(await sidewaysProblems(page)), ...(await cutNames(page)), ...(await lostTexts(page))].map(
        (one) => `${word}: ${one}`,
      ),
    );
    await pictureOfWindow(app, path.join(PICTURES, `${name}-${word}.png`));
  }
  await frame(app, page, USUAL);
  problems.push(...(await sidewaysProblems(page)));
  // A drawer of the whole window stays when its page goes.
  if (press.length > 0 || key !== undefined) await page.keyboard.press('Escape');
  return problems.map((one) => `${name}: ${one}`);
}
