import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gate } from '#lab/gate.ts';
import { type ReplayServer, startReplay } from '#lab/replay/server.ts';
import { draftFor } from '../stores/support/open-engine.ts';
import { inPage, invokeInPage } from './support/in-page.ts';
import { type LaunchedApp, launchApp } from './support/launch.ts';

/** Recorded replies of a real data store, told for 10,000 backups: no test has the time to make so many. */
const answer = gate();
let store: ReplayServer;
let launched: LaunchedApp;
let page: Page;

beforeAll(async () => {
  store = await startReplay({ repositories: 20, backups: 500, dead: true, slow: () => answer.opened });
  launched = await launchApp();
  ({ page } = launched);
  page.setDefaultTimeout(60_000);
  const draft = draftFor(store, { dataStore: { addresses: [store.url] } });
  expect(await invokeInPage(page, 'gateways.add', { draft, secrets: {} })).toMatchObject({ ok: true });
  await page.reload();
});
afterAll(async () => {
  answer.open();
  await launched.close();
  await store.stop();
});

const rows = () => page.getByRole('row').filter({ hasText: /^default-|default-20/ });
const total = async (): Promise<number> =>
  Number(
    await page.getByRole('table', { name: 'Backups of all repositories' }).getAttribute('aria-rowcount'),
  ) - 1;

test('E19 10,000 recorded backups: rows are there while one repository is dead and one is silent', async () => {
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Backups/ })
    .first()
    .click();
  await page.getByText(/^9,500 of 9,500, .*nightly-20 (not read yet|and archive missing)/).waitFor();
  await page.getByText('The repository archive cannot be read. Its backups are not in this list.').waitFor();
  expect(await total()).toBe(9_500);
  // Only those in sight are drawn.
  expect(await rows().count()).toBeLessThan(100);
});

test('search, filter and order answer over all that was read', async () => {
  const newest = await rows().first().innerText();
  // Each repository has two backups a day.
  const day = new Date(Date.now() - 100 * 86_400_000).toISOString().slice(0, 10);
  await page
    .getByRole('searchbox')
    .or(page.getByRole('textbox', { name: /Search/ }))
    .first()
    .fill(day);
  await page.getByText(/^38 of 9,500/).waitFor();
  expect(await rows().count()).toBe(38);
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await page.getByText(/^9,500 of 9,500/).waitFor();
  const head = page.getByRole('columnheader', { name: 'Started' }).getByRole('button');
  await head.click();
  await expect.poll(() => rows().first().innerText()).not.toBe(newest);
  await head.click();
  await expect.poll(() => rows().first().innerText()).toBe(newest);
});

test('the end of the list is reached by the key, and its rows are true', async () => {
  await rows().first().focus();
  await page.keyboard.press('End');
  await page.locator('tr[aria-rowindex="9501"]').waitFor();
  const seen = await inPage<string[]>(
    page,
    `return [...document.querySelectorAll('tr[aria-rowindex]')].map((one) => one.ariaRowIndex).filter(Boolean)`,
  );
  expect(seen.length).toBeLessThan(100);
  await page.keyboard.press('Home');
  await page.locator('tr[aria-rowindex="2"]').waitFor();
});

test('the silent repository is there as soon as it answers, without a click', async () => {
  answer.open();
  await page.getByText(/^10,000 of 10,000, archive missing$/).waitFor();
  expect(await total()).toBe(10_000);
  expect(store.unknown).toEqual([]);
  expect(launched.problems).toEqual([]);
});
