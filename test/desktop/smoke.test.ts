import { statSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inPage, invokeInPage, violationsOf } from './support/in-page.ts';
import { type LaunchedApp, launchApp } from './support/launch.ts';
import { runProgramCli } from './support/program-cli.ts';

let launched: LaunchedApp;
let app: ElectronApplication;
let page: Page;
let atStart: string[];
let refusedAtStart: unknown;

beforeAll(async () => {
  launched = await launchApp();
  ({ app, page } = launched);
  await page.locator('#root > :not(style)').first().waitFor();
  // Pages with schemas that are used as they are drawn.
  await page.context().addInitScript({
    content: `globalThis.refused = []; addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));`,
  });
  await page.reload();
  for (const [place, title] of [
    ['activity', 'Activity'],
    ['gateways/add', 'Add a gateway'],
  ]) {
    await page.evaluate(`location.hash = '#/${place!}'`);
    await page.getByRole('heading', { level: 1, name: title! }).waitFor();
  }
  refusedAtStart = await page.evaluate('refused');
  // The tests below provoke errors on purpose, so the silence of the start is noted first.
  atStart = [...launched.problems];
});

afterAll(() => launched.close());

describe('the window', () => {
  it('is shown, has the title of the program and started without a console error', async () => {
    expect(await page.title()).toBe('Gateway Vault');
    expect(atStart).toEqual([]);
    expect(refusedAtStart).toEqual([]);
    const windows = () =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => [window.isVisible(), window.getMinimumSize()]),
      );
    // It is shown when it has been drawn, which may come after its content is there.
    await expect.poll(windows, { timeout: 20_000 }).toEqual([[true, [1024, 640]]]);
    expect(await inPage(page, 'return [innerWidth, innerHeight]')).toEqual([1280, 800]);
  });

  it('is isolated and sandboxed, without Node', async () => {
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    const names = `['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron']`;
    expect(await inPage(page, `return ${names}.filter((name) => name in globalThis)`)).toEqual([]);
  });

  it('runs its page in the sandbox of the system wherever there is one', async () => {
    const [switchedOff, told] = await app.evaluate(({ app }) => [
      app.commandLine.hasSwitch('no-sandbox'),
      process.env.GATEWAY_VAULT_NO_SANDBOX === '1',
    ]);
    expect(switchedOff).toBe(told);
  });

  it('keeps everything inside the data folder, for this account only', async () => {
    const userData = await app.evaluate(({ app }) => app.getPath('userData'));
    expect(userData).toBe(path.join(launched.dataFolder, 'desktop'));
    expect(statSync(launched.dataFolder).mode & 0o777).toBe(0o700);
    expect(statSync(path.join(launched.dataFolder, 'logs', 'main.log')).mode & 0o777).toBe(0o600);
  });
});

describe('the content security policy', () => {
  it('refuses a script inside the page and text run as code', async () => {
    const inline = await violationsOf(page, `add('script', { textContent: 'globalThis.ran = 1' })`);
    expect(inline).toEqual(['script-src-elem']);
    expect(await violationsOf(page, `setTimeout('globalThis.ran = 2', 0)`)).toEqual(['script-src']);
    expect(await inPage(page, `return 'ran' in globalThis`)).toBe(false);
  });

  it.each([
    [
      `add('img', { src: 'data:,' }); document.body.lastChild.setAttribute('onerror', 'ran = 3')`,
      'script-src-attr',
    ],
    [`add('script', { src: 'https://example.com/x.js' })`, 'script-src-elem'],
    [`add('iframe', { src: 'https://example.com/' })`, 'frame-src'],
    [`add('img', { src: 'https://example.com/x.png' })`, 'img-src'],
    [`add('base', { href: 'https://example.com/' })`, 'base-uri'],
    [`add('object', { data: 'https://example.com/x' })`, 'object-src'],
  ])('refuses %s', async (code, directive) => {
    expect(await violationsOf(page, code)).toContain(directive);
  });

  it('refuses a style without the right nonce', async () => {
    const colourWith = (nonce: string): Promise<string> =>
      inPage(
        page,
        `const style = document.createElement('style');
         style.setAttribute('nonce', ${nonce});
         style.textContent = '#probe { color: rgb(1, 2, 3) }';
         const probe = Object.assign(document.createElement('p'), { id: 'probe' });
         document.body.append(style, probe);
         const { color } = getComputedStyle(probe);
         style.remove();
         probe.remove();
         return color;`,
      );
    expect(await colourWith(`document.querySelector('meta[name="csp-nonce"]').content`)).toBe('rgb(1, 2, 3)');
    expect(await colourWith(`'d3Jvbmc='`)).not.toBe('rgb(1, 2, 3)');
    expect(await colourWith(`''`)).not.toBe('rgb(1, 2, 3)');
  });

  it('gives each load a nonce of its own', async () => {
    const nonce = (): Promise<string> =>
      inPage(page, `return document.querySelector('meta[name="csp-nonce"]').content`);
    const first = await nonce();
    await page.reload();
    const second = await nonce();
    expect([first, second]).toEqual([
      expect.stringMatching(/^[A-Za-z0-9+/]{24}$/),
      expect.stringMatching(/^[A-Za-z0-9+/]{24}$/),
    ]);
    expect(second).not.toBe(first);
  });

  it.each([
    `fetch('https://example.com/')`,
    `fetch('http://127.0.0.1:9200/')`,
    `fetch('/index.html')`,
    `new WebSocket('ws://127.0.0.1:9200/')`,
    `navigator.sendBeacon('https://example.com/', 'x')`,
  ])('refuses the connection of %s', async (code) => {
    const attempt = `try { const made = ${code}; made?.catch?.(() => undefined) } catch { /* refused at once */ }`;
    expect(await violationsOf(page, attempt)).toEqual(['connect-src']);
  });
});

describe('the page cannot leave its place', () => {
  it('opens no window', async () => {
    const addresses = `['https://example.com/', 'about:blank', 'file:///etc/passwd', 'app://gateway-vault/']`;
    expect(await inPage(page, `return ${addresses}.map((address) => open(address))`)).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(app.windows()).toHaveLength(1);
  });

  it.each([
    'https://example.com/',
    'file:///etc/passwd',
    'data:text/html,x',
    'app://other/',
    'javascript:document.title="x"',
  ])('does not go to %s', async (address) => {
    await inPage(
      page,
      `const link = Object.assign(document.createElement('a'), { href: ${JSON.stringify(address)} });
       document.body.append(link);
       link.click();
       link.remove();
       await new Promise((resolve) => setTimeout(resolve, 300));`,
    );
    // Asked of the window itself: the driver takes a refused navigation for one that is still under way.
    const place = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return [contents?.getURL().startsWith('app://gateway-vault/'), contents?.getTitle()];
    });
    expect(place).toEqual([true, 'Gateway Vault']);
  });

  it('serves nothing from outside its folder', async () => {
    const statuses = await app.evaluate(async ({ session }) => {
      const tried = [
        'index.html',
        '../main/main.js',
        '%2e%2e/main/main.js',
        '..%5cmain%5cmain.js',
        'absent.js',
      ];
      const replies = tried.map((address) => session.defaultSession.fetch(`app://gateway-vault/${address}`));
      return (await Promise.all(replies)).map((reply) => reply.status);
    });
    expect(statuses).toEqual([200, 404, 404, 404, 404]);
  });

  it('gets no permission except writing to the clipboard', async () => {
    const outcomes = await inPage(
      page,
      `const outcome = (work) => work.then(() => 'allowed', () => 'refused');
       return [
         await outcome(navigator.clipboard.writeText('text')),
         await outcome(navigator.clipboard.readText()),
         await outcome(navigator.mediaDevices.getUserMedia({ audio: true })),
         await Notification.requestPermission(),
       ];`,
    );
    expect(outcomes).toEqual(['allowed', 'refused', 'refused', 'denied']);
  });
});

describe('the bridge', () => {
  it('has two functions and nothing else', async () => {
    expect(await inPage(page, 'return Object.keys(gatewayVault).sort()')).toEqual(['invoke', 'subscribe']);
  });

  it('answers a request of the contract', async () => {
    expect(await invokeInPage(page, 'app.info', {})).toMatchObject({
      ok: true,
      data: { dataFolder: launched.dataFolder, platform: process.platform },
    });
  });

  it('refuses names that are not in the contract', async () => {
    const refusals = await inPage<string[]>(
      page,
      `const names = ['app.quit', '__proto__', 'constructor', 'toString', '', null, 1];
       const invoked = names.map((name) => gatewayVault.invoke(name, {}).then(() => 'answered', () => 'refused'));
       const subscribed = ['nothing', '__proto__'].map((name) => {
         try {
           gatewayVault.subscribe(name, () => undefined);
           return 'accepted';
         } catch {
           return 'refused';
         }
       });
       return [...(await Promise.all(invoked)), ...subscribed];`,
    );
    expect(refusals).toEqual(Array.from({ length: 9 }, () => 'refused'));
  });

  it('explains an input that is not valid', async () => {
    expect(await invokeInPage(page, 'operations.get', { operationId: '../x' })).toMatchObject({
      ok: false,
      error: { code: 'input-invalid' },
    });
  });
});

describe('the command line in the program', () => {
  it('answers beside an open window, without a display and without one of its own, and ends with its code', async () => {
    const listed = await runProgramCli(launched.dataFolder, ['gateway', 'list', '--json']);
    expect([listed.code, JSON.parse(listed.out)]).toEqual([0, { gateways: [] }]);
    expect(await runProgramCli(launched.dataFolder, ['backup', 'list'])).toEqual({ code: 1, out: '' });
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });
});
