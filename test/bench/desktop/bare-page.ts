import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { REPOSITORY } from '#lab/electron/runtime.ts';

/** What any program of these parts is made of: a window with a page of React and Mantine, a table of 20 rows, a button. */
const MAIN = `import { app, BrowserWindow } from 'electron';
import path from 'node:path';
app.setPath('userData', process.env.GATEWAY_VAULT_HOME);
if (process.env.GATEWAY_VAULT_NO_SANDBOX !== '1') app.enableSandbox();
app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800 });
  return window.loadFile(path.join(import.meta.dirname, 'page', 'index.html'));
});
`;

const PAGE = `import '@mantine/core/styles.css';
import { Button, MantineProvider, Table } from '@mantine/core';
import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';
const rows = Array.from({ length: 20 }, (_, at) => ['backup-' + at, 'Success', 'default', at + ' h ago']);
function Page() {
  const [clicks, setClicks] = useState(0);
  return h(MantineProvider, null,
    h(Button, { onClick: () => setClicks(clicks + 1) }, 'Clicks ' + clicks),
    h(Table, null, h(Table.Tbody, null, rows.map((row) =>
      h(Table.Tr, { key: row[0] }, row.map((cell) => h(Table.Td, { key: cell }, cell)))))));
}
createRoot(document.getElementById('root')).render(h(Page));
`;

const HTML =
  '<!doctype html><html lang="en"><title>Bare</title><div id="root"></div><script type="module" src="./page.js"></script></html>';

/** Builds it like the program's own page; the caller removes the folder. */
export async function buildBarePage(): Promise<{ folder: string; remove(): void }> {
  // Below the repository, where its packages are found.
  const parent = path.join(REPOSITORY, 'node_modules', '.cache');
  mkdirSync(parent, { recursive: true });
  const source = mkdtempSync(path.join(parent, 'bare-page-'));
  const folder = path.join(source, 'app');
  writeFileSync(path.join(source, 'index.html'), HTML);
  writeFileSync(path.join(source, 'page.js'), PAGE);
  await build({
    root: source,
    base: './',
    logLevel: 'error',
    configFile: false,
    build: { outDir: path.join(folder, 'out', 'page'), minify: true },
  });
  writeFileSync(path.join(folder, 'out', 'main.js'), MAIN);
  const manifest = { name: 'bare', version: '1.0.0', type: 'module', main: 'out/main.js' };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  return { folder, remove: () => rmSync(source, { recursive: true, force: true }) };
}
