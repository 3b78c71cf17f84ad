import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestOutput } from '#shared/ipc/contract.ts';
import { addHangingGateway, type HangingGateway } from './support/hanging-gateway.ts';
import { ask, inPage, invokeInPage } from './support/in-page.ts';
import { type LaunchedApp, launchApp } from './support/launch.ts';

let launched: LaunchedApp;
let gateway: HangingGateway;
let saves: string;

beforeAll(async () => {
  launched = await launchApp();
  gateway = await addHangingGateway(launched.page);
  const { gatewayId } = gateway;
  gateway.fail();
  await invokeInPage(launched.page, 'repositories.remove', { gatewayId, name: '=nightly' });
  await invokeInPage(launched.page, 'restart.request', { gatewayId });
  // Written by the account of the program, which is not always that of the tests.
  saves = path.join(launched.dataFolder, 'saved');
  await launched.app.evaluate(
    (_electron, folder) => process.getBuiltinModule('node:fs').mkdirSync(folder),
    saves,
  );
});

afterAll(async () => {
  gateway.stop();
  await launched.close();
});

/** Answers the dialog that asks where a file goes. */
const savingTo = (filePath: string): Promise<void> =>
  launched.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === '', filePath });
  }, filePath);

const go = (hash: string): Promise<void> => inPage(launched.page, `location.hash = ${JSON.stringify(hash)};`);

const history = (): Promise<RequestOutput<'operations.history'>> =>
  ask(launched.page, 'operations.history', {});

describe('the export of the activity', () => {
  it('writes what is listed, and nothing else, where the user wants it', async () => {
    const { page } = launched;
    const file = path.join(saves, 'history.csv');
    await savingTo(file);
    await go(`#/g/${gateway.gatewayId}/activity?kind=remove-repository`);
    await page.getByText('1 of 3').waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: /As CSV/ }).click();
    await page.getByText('1 entry saved').waitFor();
    await page.getByText(file).waitFor();
    const text = readFileSync(file, 'utf8');
    expect(text.startsWith('\uFEFFStarted,')).toBe(true);
    expect(text.trim().split('\r\n')).toHaveLength(2);
    expect(text).toContain(",remove-repository,'=nightly,Production,failed,");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(saves)).toEqual(['history.csv']);
  });

  it('holds whole operations as JSON and no secret', async () => {
    const file = path.join(saves, 'history.json');
    await savingTo(file);
    const filter = { text: '', kinds: [], statuses: [] };
    expect(await invokeInPage(launched.page, 'operations.export', { filter, format: 'json' })).toEqual({
      ok: true,
      data: { file, rows: 3 },
    });
    const text = readFileSync(file, 'utf8');
    expect(new Set((JSON.parse(text) as { id: string }[]).map(({ id }) => id))).toEqual(
      new Set((await history()).map(({ id }) => id)),
    );
    expect(text).toContain('Password of the data store: entered');
    expect(text).not.toContain('correct-horse');
  });

  it('leaves a file alone that it cannot replace, and says why', async () => {
    const filter = { text: '', kinds: [], statuses: [] };
    await savingTo(path.join(saves, 'nowhere', 'history.csv'));
    expect(await invokeInPage(launched.page, 'operations.export', { filter, format: 'csv' })).toMatchObject({
      ok: false,
      error: { code: 'save-failed' },
    });
    await savingTo('');
    expect(await invokeInPage(launched.page, 'operations.export', { filter, format: 'csv' })).toEqual({
      ok: true,
      data: null,
    });
  });

  it('exports ten thousand lines of another year', async () => {
    const month = path.join(launched.dataFolder, 'operations', '2025-01.jsonl');
    const [first] = await history();
    const read = await ask(launched.page, 'operations.get', { operationId: first!.id });
    const at = Date.UTC(2025, 0, 2);
    const lines = Array.from({ length: 10_000 }, (_, n) =>
      JSON.stringify({ ...read, id: `op-old-${n}`, startedAt: at + n * 1_000, endedAt: at + n * 1_000 }),
    );
    writeFileSync(month, `${lines.join('\n')}\n`, { mode: 0o644 });
    const file = path.join(saves, 'long.csv');
    await savingTo(file);
    const filter = { text: '', kinds: [], statuses: [], to: Date.UTC(2025, 1, 1) };
    expect(await invokeInPage(launched.page, 'operations.export', { filter, format: 'csv' })).toEqual({
      ok: true,
      data: { file, rows: 10_000 },
    });
    expect(readFileSync(file, 'utf8').trim().split('\r\n')).toHaveLength(10_001);
  });
});

describe('the settings', () => {
  it('show the folders of the program, and only those', async () => {
    const { app, page } = launched;
    await app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      shell.openPath = (folder) => {
        opened.push(folder);
        return Promise.resolve(opened.length > 1 ? 'no file manager' : '');
      };
    });
    await go('#/settings');
    await page.getByText(launched.dataFolder, { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Show the data folder' }).click();
    const opened = (): Promise<string[]> =>
      app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
    await expect.poll(opened).toEqual([launched.dataFolder]);
    await page.getByRole('button', { name: 'Show the logs' }).click();
    await page.getByText(/could not be shown/).waitFor();
    expect(await invokeInPage(page, 'app.openFolder', { folder: '/etc' as 'data' })).toMatchObject({
      ok: false,
      error: { code: 'input-invalid' },
    });
  });

  it('gather a bundle, show it file by file, and save exactly that', async () => {
    const { page } = launched;
    const file = path.join(saves, 'bundle.zip');
    await savingTo(file);
    await go('#/settings?tab=diagnostics');
    await page.getByRole('button', { name: 'Gather' }).click();
    const table = page.getByRole('table', { name: 'Files of the bundle' });
    await table.getByText('gateways.json').click();
    await page.getByRole('region', { name: 'Content of gateways.json' }).getByText('"Production"').waitFor();
    await page.getByRole('button', { name: 'Save as zip…' }).click();
    await page.getByText('The bundle was saved').waitFor();
    const bytes = readFileSync(file);
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    expect(bytes.includes('correct-horse')).toBe(false);
  });

  it('list every package that the program is built from, with the text of its licence', async () => {
    const licences = await ask(launched.page, 'app.licences', {});
    const listed = new Set(licences.map((one) => `${one.name}@${one.version}`));
    const direct = importedPackages(['electron', 'shared', 'renderer']);
    expect(direct.length).toBeGreaterThan(15);
    expect(direct.filter((name) => !listed.has(name))).toEqual([]);
    expect(licences.filter(({ text, licence }) => text.length < 20 || licence === '')).toEqual([]);
    await go('#/settings?tab=licences');
    const { page } = launched;
    await page.getByRole('searchbox', { name: 'Search the licences' }).fill('ofl inter');
    await page.getByRole('row').filter({ hasText: '@fontsource-variable/inter' }).click();
    await page
      .getByText(/SIL OPEN FONT LICENSE/i)
      .first()
      .waitFor();
  });
});

const PACKAGE = String.raw`'((?:@[\w-]+/)?[a-z][\w-]*)(?:/[^']*)?'`;
const IMPORTED = new RegExp(
  `^(?:import|export)(?! type)(?:[^;']*\\sfrom)?\\s${PACKAGE};$|\\bimport\\(${PACKAGE}\\)`,
  'gm',
);

/** What the sources import, each with the version that is installed. */
function importedPackages(folders: readonly string[]): string[] {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
  );
  const names = files
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(IMPORTED)])
    .map(([, always, later]) => always ?? later ?? '');
  return [...new Set(names)].map((name) => {
    const about = readFileSync(path.join('node_modules', name, 'package.json'), 'utf8');
    return `${name}@${(JSON.parse(about) as { version: string }).version}`;
  });
}

const SCREENS = {
  activity: () => `#/g/${gateway.gatewayId}/activity?date=days&from=2026-01-01`,
  'activity of all gateways': () => '#/activity?q=nothing-fits-this',
  settings: () => '#/settings',
  diagnostics: () => '#/settings?tab=diagnostics',
  licences: () => '#/settings?tab=licences',
};

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  it.each(Object.keys(SCREENS) as (keyof typeof SCREENS)[])('axe finds nothing on %s', async (name) => {
    const { page } = launched;
    await page.emulateMedia({ colorScheme });
    await go(SCREENS[name]());
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    // Legacy mode: axe's own way to finish opens a second page, which this program denies.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    );
  });

  it('axe finds nothing on the page of a change', async () => {
    const { page } = launched;
    await page.emulateMedia({ colorScheme });
    const change = (await history()).find(({ kind }) => kind === 'remove-repository');
    await go(`#/g/${gateway.gatewayId}/activity/${change!.id}`);
    await page.getByText('What was noted').waitFor();
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

it('the page had no error', () => {
  expect(launched.problems).toEqual([]);
});
