import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closedPort, startBlackHole, startHtmlServer, startNotElasticsearch } from '#lab/faults/impostors.ts';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import { loadSamples } from '#lab/samples/load.ts';
import { type LabServer, startServer } from '#lab/servers/start.ts';
import { type LaunchedApp, launchApp } from './support/launch.ts';

let server: LabServer;
let launched: LaunchedApp;
let page: Page;

beforeAll(async () => {
  server = await startServer('7.13.0');
  await loadSamples(server.url, { tenants: ['default'], analyticsDocs: 200 });
  launched = await launchApp();
  page = launched.page;
  page.setDefaultTimeout(20_000);
  await page
    .getByRole('link', { name: 'Add a gateway' })
    .or(page.getByRole('button', { name: 'Add a gateway' }))
    .first()
    .click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).first().fill('Under test');
  await page.getByRole('textbox', { name: 'Tenant', exact: true }).fill('default');
  await page
    .getByRole('combobox', { name: 'Release' })
    .or(page.getByRole('textbox', { name: 'Release' }))
    .first()
    .click();
  await page.getByRole('option', { name: 'API Gateway 10.11', exact: true }).click();
});
afterAll(async () => {
  await launched.close();
  await server.stop();
});

/** Tests an address on the page and resolves with what the page then says. */
async function testAddress(address: string): Promise<string> {
  await page.getByRole('textbox', { name: /^Address( 1)?$/ }).fill(address);
  const button = page.getByRole('button', { name: /^Test( again)?$/ });
  await button.click();
  await page.getByText(/Took /).waitFor({ timeout: 30_000 });
  await page
    .getByText('The input has changed: this is the result for the input before.')
    .waitFor({ state: 'detached' });
  return page.getByRole('main').innerText();
}

const addButton = () => page.getByRole('button', { name: 'Add gateway', exact: true });

describe('an address that is not a data store', () => {
  const cases: [
    name: string,
    start: () => Promise<{ url: string; stop?: () => Promise<void> }>,
    says: RegExp,
  ][] = [
    ['a closed port', async () => ({ url: `http://127.0.0.1:${await closedPort()}` }), /refuses connections/],
    ['an unknown host', () => Promise.resolve({ url: 'http://no-such-host.invalid:9240' }), /was not found/],
    ['a web page', startHtmlServer, /answered with a web page/],
    ['another JSON server', startNotElasticsearch, /is not an Elasticsearch data store/],
    ['a black hole', startBlackHole, /did not answer in time/],
  ];
  test.each(cases)('%s is explained, and the gateway cannot be added', async (_, start, says) => {
    const impostor = await start();
    const text = await testAddress(impostor.url);
    await impostor.stop?.();
    expect(text).toMatch(says);
    expect(await addButton().getAttribute('aria-disabled')).toBe('true');
  });
});

test('the page is usable after all of that: the right address passes, and the gateway is added', async () => {
  const text = await testAddress(server.url);
  expect(text).toContain('Elasticsearch 7.13.0');
  await addButton().click();
  await page.getByRole('heading', { name: 'Overview', exact: true }).waitFor();
});

test('a folder outside path.repo is refused in place, and nothing is registered', async () => {
  const before = await fingerprint(server.url, 'default');
  await page
    .getByRole('link', { name: 'Back up now' })
    .or(page.getByRole('button', { name: 'Back up now' }))
    .first()
    .click();
  await page.getByRole('button', { name: 'Next: Where' }).click();
  await page.getByRole('button', { name: 'Another folder…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').nth(0).fill('elsewhere');
  await dialog.getByRole('textbox').nth(1).fill('/etc/not-allowed');
  await dialog.getByRole('button', { name: /Register/ }).click();
  await dialog.getByText('The folder /etc/not-allowed is not allowed as a backup folder.').waitFor();
  const repositories = (await (await fetch(`${server.url}/_snapshot`)).json()) as object;
  expect(Object.keys(repositories)).toEqual([]);
  expect(await fingerprint(server.url, 'default')).toEqual(before);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

test('a bad name is refused before anything is sent', async () => {
  await page.getByRole('button', { name: 'Next: Name and review' }).click();
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  for (const [bad, says] of [
    ['Capital', 'capital letter'],
    ['_under', 'begins with _'],
    ['with blank', 'blank'],
    ['a,b', ','],
    ['', 'empty'],
  ] as const) {
    await name.fill(bad);
    await page.getByText(says).first().waitFor();
    expect(await page.getByRole('button', { name: 'Start backup' }).getAttribute('aria-disabled')).toBe(
      'true',
    );
  }
  const snapshots = await fetch(`${server.url}/_snapshot/_all`);
  expect(await snapshots.json()).toEqual({});
  expect(launched.problems).toEqual([]);
});
