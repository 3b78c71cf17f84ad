import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  DEMO_PASSWORD,
  DEMO_USER,
  type DemoEnvironment,
  startDemoEnvironment,
} from '#lab/demo/environment.ts';
import { REPOSITORY } from '#lab/electron/runtime.ts';
import { countDocs } from '#lab/samples/fingerprint.ts';
import { mutateTenant } from '#lab/samples/mutate.ts';
import { ask } from './support/in-page.ts';
import { Keyboard } from './support/keyboard.ts';
import { type LaunchedApp, launchApp } from './support/launch.ts';

let parts: DemoEnvironment;
let launched: LaunchedApp;
let keys: Keyboard;

beforeAll(async () => {
  parts = await startDemoEnvironment({ tenants: ['default'], analyticsDocs: 1_000 });
  launched = await launchApp();
  keys = new Keyboard(launched.page);
});
afterAll(async () => {
  // Not there where the start failed.
  await (launched as LaunchedApp | undefined)?.close();
  await (parts as DemoEnvironment | undefined)?.stop();
});

beforeEach(({ onTestFailed }) => {
  onTestFailed(async () => {
    await launched.page.screenshot({ path: path.join(REPOSITORY, 'test-output', 'keyboard-failed.png') });
  });
});

const LONG = { timeout: 60_000 };
const seen = (text: string | RegExp): Promise<void> =>
  launched.page
    .getByText(text, typeof text === 'string' ? { exact: true } : {})
    .first()
    .waitFor(LONG);

test('a gateway is added, tested and saved by keyboard alone', async () => {
  const { draft } = parts;
  await keys.activate('link', 'Add a gateway');
  await keys.fill('Name', draft.name);
  await keys.fill('Tenant', draft.tenant);
  await keys.activate('button', /^Test$/);
  // What is missing takes the focus, wherever it is on the page.
  await expect.poll(() => keys.focused(), LONG).toContain('Release');
  await keys.choose('Release', `API Gateway ${draft.release}`);
  await keys.fill(/^Address( 1)?$/, draft.dataStore.addresses[0]!);
  for (const [i, node] of draft.nodes.entries()) {
    if ((await launched.page.getByRole('textbox', { name: nodeField('Name', i) }).count()) === 0)
      await keys.activate('button', 'Add a node');
    await keys.fill(nodeField('Name', i), node.name);
    await keys.fill(nodeField('Address', i), node.address);
  }
  await keys.fill('Node user', DEMO_USER);
  await keys.fill('Node password', DEMO_PASSWORD);
  await keys.activate('button', /^Test$/);
  await seen('Elasticsearch 7.13.0');
  await keys.activate('button', 'Add gateway');
  await seen(/^Not safe/);
});

const nodeField = (what: 'Name' | 'Address', i: number): RegExp =>
  new RegExp(`^(${what} of node ${i + 1}|Node ${what.toLowerCase()}${i === 0 ? '' : ` ${i + 1}`})$`);

test('a backup is made by keyboard alone, beginning with its key', async () => {
  await keys.press('b');
  await keys.activate('button', 'Next: Where');
  await keys.activate('button', 'Next: Name and review');
  await keys.fill('Reason', 'Before policy change 4711');
  await seen(/free/i);
  await keys.activate('button', 'Start backup');
  await seen('Success');
});

test('focus returns to where it was whenever a layer closes', async () => {
  await keys.activate('link', /^Backups/);
  await keys.goTo('row', /default/);
  const row = await keys.focused();
  for (const [open, close] of [
    ['?', 'Escape'],
    ['Enter', 'Escape'],
  ] as const) {
    await keys.press(open);
    await launched.page
      .getByRole(open === '?' ? 'dialog' : 'tab')
      .first()
      .waitFor();
    await keys.press(close);
    await expect.poll(() => keys.focused(), LONG).toBe(row);
  }
  // Also from inside of what has opened.
  await keys.press('Enter');
  await keys.goTo('tab', /^Summary/);
  await keys.press('Escape');
  await expect.poll(() => keys.focused(), LONG).toBe(row);
  await keys.goTo('button', /^API calls/);
  const calls = await keys.focused();
  await keys.press('Enter');
  await launched.page.getByText('Secrets are masked', { exact: false }).waitFor();
  await keys.press('Escape');
  await expect.poll(async () => (await keys.focused()).slice(0, 16), LONG).toBe(calls.slice(0, 16));
});

test('a restore is planned, confirmed and verified by keyboard alone', async () => {
  const { server, draft } = parts;
  const before = await countDocs(server.url, draft.tenant);
  await mutateTenant(server.url, draft.tenant);
  await keys.goTo('row', /default/);
  await keys.press('Enter');
  await seen('Can be restored here');
  await keys.activate('button', 'Restore…');
  await keys.activate('button', 'Next: Confirm');
  await keys.fill(/^Type the tenant/, draft.tenant);
  await keys.goTo('button', /^Replace \d+/);
  // A key that is pressed without thought starts nothing.
  await keys.press('Enter');
  expect(await ask(launched.page, 'journals.list', {})).toEqual([]);
  await keys.press('Space');
  await seen('What was verified');
  expect(await countDocs(server.url, draft.tenant)).toEqual(before);
});

test('every node is restarted by keyboard alone', async () => {
  await keys.activate('link', /^Restart/);
  await keys.activate('button', 'Restart all, one after another');
  await seen('In this order');
  await keys.activate('button', /^Restart \d+ nodes$/);
  await seen(`Restart done, ${parts.draft.nodes.length} of ${parts.draft.nodes.length}`);
  const [gateway] = await ask(launched.page, 'gateways.list', {});
  expect(await ask(launched.page, 'restart.pending', { gatewayId: gateway!.profile.id })).toBeNull();
  expect(parts.gateway.nodes.map((node) => node.restarts)).toEqual(parts.draft.nodes.map(() => 1));
});
