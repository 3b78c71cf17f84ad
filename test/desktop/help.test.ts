import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeProblems } from './gallery/inspect.ts';
import { visit } from './gallery/visit.ts';
import { inPage } from './support/in-page.ts';
import { type LaunchedApp, launchApp } from './support/launch.ts';

let launched: LaunchedApp;
let page: Page;

beforeAll(async () => {
  launched = await launchApp();
  ({ page } = launched);
  page.setDefaultTimeout(20_000);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Help' }).click();
});
afterAll(() => launched.close());

const pages = () => page.getByRole('navigation', { name: 'Pages of the guide' }).getByRole('link');
const open = async (title: string): Promise<void> => {
  await pages().filter({ hasText: title }).first().click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
};

describe('the help in the real program', () => {
  it('has every page, without a connection and without a refusal of the security policy', async () => {
    const titles = await pages().allTextContents();
    expect(titles.length).toBeGreaterThan(15);
    for (const title of titles) {
      await open(title);
      const body = await page.getByRole('article', { name: `Help: ${title}` }).innerText();
      expect(body.length, title).toBeGreaterThan(200);
      // Marks of the format that were left in the text.
      expect(body, title).not.toMatch(/\*\*|\]\(|^#|^\|/m);
    }
    expect(launched.problems).toEqual([]);
  });

  it.each(['', '/restore', '/amazon-s3', '/keyboard', '/when-connection', '/when-nodes'])(
    'its page "%s" is sound: axe in both themes, nothing cut, lost or to the side, small or large',
    async (address) => {
      const name = `help${address.replace('/', '-')}`;
      expect(await visit(launched, { name, address: `/help${address}` })).toEqual([]);
    },
  );

  it('is clean for axe while something is looked for', async () => {
    await page.getByRole('searchbox', { name: 'Search in the help' }).fill('safety backup');
    await page.getByRole('region', { name: 'Results' }).getByRole('link').first().waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Clear the search' }).click();
  });

  it('brings a heading into view and gives it the focus', async () => {
    await open('What to do: connection and certificates');
    const heading = 'The certificate of … is not valid today.';
    await page
      .getByRole('navigation', { name: 'On this page' })
      .getByRole('link', { name: heading, exact: true })
      .click();
    await page.getByRole('heading', { name: heading }).and(page.locator(':focus')).waitFor();
    const top = `return document.activeElement.getBoundingClientRect().top`;
    expect(await inPage(page, top)).toBeLessThan(200);
    expect(await inPage(page, top)).toBeGreaterThan(40);
  });

  it('opens a page of documentation in the browser of the system, and no window', async () => {
    await launched.app.evaluate(({ shell }) => {
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      shell.openExternal = (url) => Promise.resolve(void seen.push(url));
    });
    await page.evaluate(`location.hash = '/help/amazon-s3'`);
    await page.getByRole('link', { name: /S3 repository/ }).click();
    const opened = () => launched.app.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
    await expect.poll(opened).toEqual([expect.stringMatching(/^https:\/\/www\.elastic\.co\//)]);
    expect(launched.app.windows()).toHaveLength(1);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Amazon S3');
  });

  it('stands beside a form in which somebody types, clean for axe', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Gateways' }).click();
    await page.getByRole('link', { name: 'Add a gateway' }).first().click();
    await page.getByLabel('Name', { exact: true }).fill('Integration');
    await page.getByRole('button', { name: 'Help for this page' }).click();
    await page.getByRole('complementary', { name: 'Help: Add a gateway' }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Integration');
  });
});
