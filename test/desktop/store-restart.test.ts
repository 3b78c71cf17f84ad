import { chownSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { INSTALLATION } from '#lab/gateway/installation.ts';
import { NODE_PASSWORD, type OwnStore, startOwnStore } from '#lab/gateway/own-store.ts';
import { loadSamples } from '#lab/samples/load.ts';
import { PICTURES, visit } from './gallery/visit.ts';
import { ask } from './support/in-page.ts';
import { type LaunchedApp, launchApp } from './support/launch.ts';

const LONG = { timeout: 90_000 };

let own: OwnStore;
let launched: LaunchedApp;
let page: Page;
let gatewayId: string;

beforeAll(async () => {
  own = await startOwnStore(2);
  await loadSamples(own.server.url, { analyticsDocs: 200, tenants: ['default'] });
  launched = await launchApp();
  ({ page } = launched);
  const secrets = { nodePassword: NODE_PASSWORD };
  const { profile } = await ask(page, 'gateways.add', { draft: own.draft, secrets });
  gatewayId = profile.id;
});
afterAll(async () => {
  await launched.close();
  await own.stop();
});

const card = (name: string): Locator => page.getByRole('region', { name });
const overview = () => `/g/${gatewayId}/overview`;
const restartPage = () => `/g/${gatewayId}/restart`;

/** Allows one more folder for backups, as the set-up of a repository does. */
async function allowFolder(name: string): Promise<void> {
  const folder = path.join(own.server.folder, name);
  const { uid, gid } = statSync(own.server.configFile);
  mkdirSync(folder);
  chownSync(folder, uid, gid);
  const { fingerprint } = await ask(page, 'setup.planPathRepo', { gatewayId, folder });
  await ask(page, 'setup.changePathRepo', { gatewayId, folder, fingerprint });
}

test('a change of path.repo makes the data store due, on the overview and on a page that is sound', async () => {
  await allowFolder('backups');
  expect(await visit(launched, { name: 'overview-store-due', address: overview() })).toEqual([]);
  await page.getByText('The data store and 1 node need a restart').waitFor();
  expect(await visit(launched, { name: 'restart-store-due', address: restartPage() })).toEqual([]);
});

test('after one question the data store is restarted by its scripts, then the node beside it, and no other', async () => {
  const before = own.server.pid;
  await page.getByRole('button', { name: 'Restart all, one after another' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restart 2 nodes' }).click();
  await page.mouse.move(0, 0);
  await card('lab').getByText('shutdown.sh ended, exit 0').waitFor(LONG);
  await card('lab').getByText('Down', { exact: true }).waitFor(LONG);
  expect(await card('node1').getByText('Waiting for lab').count()).toBe(1);
  await page.screenshot({ path: path.join(PICTURES, 'restart-store-running.png') });
  await page.getByRole('heading', { name: 'The gateway is restarted' }).waitFor(LONG);
  await page.screenshot({ path: path.join(PICTURES, 'restart-store-done.png') });
  await card('lab').getByText('Healthy', { exact: true }).waitFor();
  expect(own.server.pid).not.toBe(before);
  expect(own.gateway.nodes.map((node) => node.restarts)).toEqual([1, 0]);
  expect(await ask(page, 'restart.pending', { gatewayId })).toBeNull();
});

test('without scripts it is restarted by hand: its commands are there, and a tick is checked', async () => {
  const script = path.join(own.server.folder, INSTALLATION.storeStartup);
  renameSync(script, `${script}.away`);
  await allowFolder('more');
  expect(await visit(launched, { name: 'restart-store-by-hand', address: restartPage() })).toEqual([]);
  await card('lab').getByText(`cd '${own.server.home}/bin'`).waitFor();
  await card('lab').getByRole('button', { name: 'I have restarted it' }).click();
  await card('lab').getByText('lab was not restarted.').waitFor();
  await page.screenshot({ path: path.join(PICTURES, 'restart-store-not-restarted.png') });
  await own.server.restart();
  await card('lab').getByRole('button', { name: 'I have restarted it' }).click();
  await card('lab').getByText('Ticked off', { exact: true }).waitFor();
  await page.getByText('Restart pending, 1 of 2 done').waitFor();
});

test('all nodes at once, after it was asked', async () => {
  await ask(page, 'restart.request', { gatewayId });
  await page.getByRole('button', { name: 'All at once…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Restart all 2 nodes of Own data store at once?').waitFor();
  await page.screenshot({ path: path.join(PICTURES, 'restart-at-once.png'), animations: 'disabled' });
  await dialog.getByRole('button', { name: 'Restart all at once' }).click();
  await page.getByRole('heading', { name: 'The gateway is restarted' }).waitFor(LONG);
  expect(own.gateway.nodes.map((node) => node.restarts)).toEqual([2, 1]);
});

test('a data store that stops and comes back does so on the page, without a reload', async () => {
  await page.evaluate(`location.hash = ${JSON.stringify(`#${overview()}`)}; globalThis.sameLoad = true;`);
  const foot = page.getByRole('contentinfo');
  await foot.getByText('Data store green').or(foot.getByText('Data store yellow')).waitFor(LONG);
  await page.getByText('Last 30 days').first().waitFor();
  await own.server.kill9();
  await foot.getByText('Data store not reachable').waitFor(LONG);
  const untold = page.getByText('Cannot be told until the data store answers.').first();
  await untold.waitFor(LONG);
  await page.screenshot({ path: path.join(PICTURES, 'overview-store-gone.png'), animations: 'disabled' });
  await own.server.restart();
  await foot.getByText('Data store green').or(foot.getByText('Data store yellow')).waitFor(LONG);
  await untold.waitFor({ state: 'detached', ...LONG });
  expect(await page.getByRole('main').getByRole('alert').count()).toBe(0);
  expect(await page.evaluate('globalThis.sameLoad')).toBe(true);
});

test('nothing was complained about on the way', () => {
  expect(launched.problems).toEqual([]);
});
