import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LaunchedApp, launchApp } from './support/launch.ts';

interface Shown {
  title?: string;
  properties?: string[];
  filters?: { name: string; extensions: string[] }[];
}

let launched: LaunchedApp;
beforeAll(async () => {
  launched = await launchApp();
});
afterAll(() => launched.close());

/** What the system's dialog answers from now on; nobody is there to click in it. */
const answer = (filePaths: string[]): Promise<void> =>
  launched.app.evaluate(({ dialog }, chosen) => {
    const noted = globalThis as { shown?: unknown[] };
    noted.shown = [];
    dialog.showOpenDialog = (...given: unknown[]) => {
      noted.shown?.push(given.at(-1));
      return Promise.resolve({ canceled: chosen.length === 0, filePaths: chosen });
    };
  }, filePaths);
const shown = (): Promise<Shown[]> =>
  launched.app.evaluate(() => (globalThis as { shown?: unknown[] }).shown as never);

test('a file is picked in the dialog of the system, and the page gets its path', async () => {
  const { page, problems } = launched;
  await answer(['/home/admin/.ssh/id_ed25519']);
  await page.getByRole('link', { name: 'Add a gateway' }).first().click();
  await page.getByText('On a host, over SSH').click();
  await page.getByRole('combobox', { name: 'SSH sign-in' }).click();
  await page.getByRole('option', { name: 'Key file' }).click();
  await page.getByRole('button', { name: 'Choose a file for Key file' }).click();
  const field = page.getByRole('textbox', { name: 'Key file' });
  await expect.poll(() => field.inputValue()).toBe('/home/admin/.ssh/id_ed25519');
  expect(await shown()).toEqual([
    {
      title: 'Choose the key file for SSH',
      properties: ['openFile', 'showHiddenFiles'],
      filters: [{ name: 'All files', extensions: ['*'] }],
    },
  ]);

  await answer([]);
  await page.getByRole('button', { name: 'Choose a file for Key file' }).click();
  await expect.poll(async () => (await shown()).length).toBe(1);
  expect(await field.inputValue()).toBe('/home/admin/.ssh/id_ed25519');
  expect(problems).toEqual([]);
});
