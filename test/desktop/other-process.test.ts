import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoEnvironment, startDemoEnvironment } from '#lab/demo/environment.ts';
import { storeRequest } from '#lab/samples/store-http.ts';
import { ask } from './support/in-page.ts';
import { type LaunchedApp, launchApp } from './support/launch.ts';
import { runProgramCli } from './support/program-cli.ts';

let parts: DemoEnvironment;
let launched: LaunchedApp;
let page: Page;
let gatewayId: string;

beforeAll(async () => {
  parts = await startDemoEnvironment({ tenants: ['default'], analyticsDocs: 200, nodes: 1 });
  await storeRequest(parts.server.url, 'PUT', '/_snapshot/default', {
    type: 'fs',
    settings: { location: `${parts.server.folder}/repo/default` },
  });
  launched = await launchApp();
  ({ page } = launched);
  ({
    profile: { id: gatewayId },
  } = await ask(page, 'gateways.add', { draft: parts.draft, secrets: {} }));
  await page.evaluate(`location.hash = '#/g/${gatewayId}/overview'; globalThis.sameLoad = true;`);
  await page.getByText('No backup yet').or(page.getByText('nothing is backed up yet')).first().waitFor();
});
afterAll(async () => {
  await launched.close();
  await parts.stop();
});

const TOLD = { timeout: 2_000 };
const command = async (...words: string[]): Promise<void> => {
  const { code, out } = await runProgramCli(launched.dataFolder, words);
  expect({ code, out }).toMatchObject({ code: 0 });
};

describe('an open window shows, within two seconds of its end and without a reload, what the command line did:', () => {
  it('a backup, on the overview', async () => {
    await command('backup', 'create', '--name', 'by-script', '--reason', 'Nightly job');
    const main = page.getByRole('main');
    await main.getByText('by-script').first().waitFor(TOLD);
    await main.getByText(/^Safe/).first().waitFor(TOLD);
  });

  it('a restore and the restart that it makes due', async () => {
    await command('restore', 'run', '--name', 'by-script', '--confirm', 'default');
    const main = page.getByRole('main');
    await main.getByRole('row').filter({ hasText: 'Restore' }).first().waitFor(TOLD);
    await page.getByRole('navigation').getByText('Restart pending').waitFor(TOLD);
    expect(await page.evaluate('globalThis.sameLoad')).toBe(true);
  });

  it('a backup, in the list', async () => {
    await page.evaluate(`location.hash = '#/g/${gatewayId}/backups'`);
    await page.getByRole('row').filter({ hasText: 'by-script' }).first().waitFor();
    await command('backup', 'create', '--name', 'by-script-2');
    await page.getByRole('row').filter({ hasText: 'by-script-2' }).waitFor(TOLD);
  });
});
