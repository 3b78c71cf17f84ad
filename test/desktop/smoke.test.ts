import { statSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LaunchedApp, launchApp } from './support/launch.ts';

let launched: LaunchedApp;
let app: ElectronApplication;
let page: Page;
let atStart: string[];

beforeAll(async () => {
  launched = await launchApp();
  ({ app, page } = launched);
  await page.waitForFunction(() => document.getElementById('root')?.childElementCount !== 0);
  // What the tests below provoke is reported as well, so the silence of the start is noted first.
  atStart = [...launched.problems];
});

afterAll(() => launched.close());

/** Runs in the page through the debugger's own world, so that only the page's policy can stop it. */
const violations = (act: string): Promise<string[]> =>
  page.evaluate(
    (code) =>
      new Promise<string[]>((resolve) => {
        const seen: string[] = [];
        document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
        const act = new DOMParser().parseFromString(code, 'text/html').body.firstElementChild;
        if (act instanceof HTMLScriptElement) {
          const script = document.createElement('script');
          script.textContent = act.textContent;
          if (act.src !== '') script.src = act.src;
          document.body.append(script);
        } else if (act !== null) document.body.append(act);
        setTimeout(() => resolve(seen), 300);
      }),
    act,
  );

describe('the window', () => {
  it('is shown, has the title of the program and started without a console error', async () => {
    expect(await page.title()).toBe('Gateway Vault');
    expect(atStart).toEqual([]);
    const shown = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => [window.isVisible(), window.getMinimumSize()]),
    );
    expect(shown).toEqual([[true, [1024, 640]]]);
    expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([1280, 800]);
  });

  it('is isolated and sandboxed, without Node', async () => {
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const contents = window?.webContents as unknown as {
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
    const globals = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in globalThis),
    );
    expect(globals).toEqual([]);
  });

  it('runs its page in the sandbox of the system', async () => {
    const noSandbox = await app.evaluate(({ app }) => app.commandLine.hasSwitch('no-sandbox'));
    const told = await app.evaluate(() => process.env.GATEWAY_VAULT_NO_SANDBOX === '1');
    expect(noSandbox).toBe(told);
  });

  it('keeps everything of Chromium and of itself inside the data folder, for this account only', async () => {
    const userData = await app.evaluate(({ app }) => app.getPath('userData'));
    expect(userData).toBe(path.join(launched.dataFolder, 'desktop'));
    expect(statSync(launched.dataFolder).mode & 0o777).toBe(0o700);
    expect(statSync(path.join(launched.dataFolder, 'logs', 'main.log')).mode & 0o777).toBe(0o600);
  });
});

describe('the content security policy', () => {
  it('refuses a script inside the page', async () => {
    expect(await violations('<script>globalThis.ran = true</script>')).toEqual(['script-src-elem']);
    expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
  });

  it('refuses event handlers, foreign scripts, frames and pictures', async () => {
    expect(await violations('<img src="data:," onerror="globalThis.ran = true">')).toContain('script-src-attr');
    expect(await violations('<script src="https://example.com/x.js"></script>')).toContain('script-src-elem');
    expect(await violations('<iframe src="https://example.com/"></iframe>')).toContain('frame-src');
    expect(await violations('<img src="https://example.com/x.png">')).toContain('img-src');
    expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
  });

  it('refuses a style without the nonce and accepts one with it', async () => {
    const colours = await page.evaluate(() => {
      const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
      const colourWith = (given: string): string => {
        const style = document.createElement('style');
        if (given !== '') style.setAttribute('nonce', given);
        style.textContent = '#probe { color: rgb(1, 2, 3) }';
        const probe = document.createElement('p');
        probe.id = 'probe';
        document.body.append(style, probe);
        const { color } = getComputedStyle(probe);
        style.remove();
        probe.remove();
        return color;
      };
      return { none: colourWith(''), wrong: colourWith('d3Jvbmc='), right: colourWith(nonce) };
    });
    expect(colours.right).toBe('rgb(1, 2, 3)');
    expect(colours.none).not.toBe('rgb(1, 2, 3)');
    expect(colours.wrong).not.toBe('rgb(1, 2, 3)');
  });

  it('gives each load a nonce of its own', async () => {
    const nonce = (): Promise<string> =>
      page.evaluate(() => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '');
    const first = await nonce();
    await page.reload();
    const second = await nonce();
    expect(first).toMatch(/^[A-Za-z0-9+/]{24}$/);
    expect(second).toMatch(/^[A-Za-z0-9+/]{24}$/);
    expect(second).not.toBe(first);
  });

  it('refuses every connection', async () => {
    const outcomes = await page.evaluate(async () => {
      const refused = (work: () => Promise<unknown>): Promise<boolean> =>
        work().then(
          () => false,
          () => true,
        );
      return [
        await refused(() => fetch('https://example.com/')),
        await refused(() => fetch('http://127.0.0.1:9200/')),
        await refused(() => fetch('app://gateway-vault/index.html')),
        await refused(
          () =>
            new Promise((resolve, reject) => {
              const socket = new WebSocket('ws://127.0.0.1:9/');
              socket.onopen = resolve;
              socket.onerror = reject;
            }),
        ),
      ];
    });
    expect(outcomes).toEqual([true, true, true, true]);
  });

  it('does not run text as code', async () => {
    // A function of the page, because the debugger itself may evaluate whatever it likes.
    const refused = await page.evaluate(() => {
      const script = document.createElement('script');
      script.src = '/no-such-file.js';
      document.body.append(script);
      try {
        setTimeout('globalThis.evaluated = true', 0);
      } catch {
        // Refusing by an error is as good.
      }
      return new Promise<boolean>((resolve) => setTimeout(() => resolve(!('evaluated' in globalThis)), 200));
    });
    expect(refused).toBe(true);
  });
});

describe('the page cannot leave its place', () => {
  it('opens no window', async () => {
    const opened = await page.evaluate(() => [
      open('https://example.com/'),
      open('about:blank'),
      open('file:///etc/passwd'),
      open('app://gateway-vault/'),
    ]);
    expect(opened).toEqual([null, null, null, null]);
    expect(app.windows()).toHaveLength(1);
  });

  it.each(['https://example.com/', 'file:///etc/passwd', 'data:text/html,x', 'app://other/', 'javascript:document.title="x"'])(
    'does not go to %s',
    async (address) => {
      const before = page.url();
      await page.evaluate((target) => {
        const link = document.createElement('a');
        link.href = target;
        document.body.append(link);
        link.click();
        link.remove();
      }, address);
      await page.waitForTimeout(300);
      expect(page.url()).toBe(before);
      expect(await page.title()).toBe('Gateway Vault');
    },
  );

  it('serves nothing from outside its folder', async () => {
    const statuses = await app.evaluate(async ({ session }) => {
      const addresses = ['index.html', '../main/main.js', '%2e%2e/main/main.js', '..%5cmain%5cmain.js', 'x.js'];
      const replies = addresses.map((address) => session.defaultSession.fetch(`app://gateway-vault/${address}`));
      return (await Promise.all(replies)).map((reply) => reply.status);
    });
    expect(statuses).toEqual([200, 404, 404, 404, 404]);
  });

  it('gets no permission except writing to the clipboard', async () => {
    const states = await page.evaluate(async () => {
      const outcome = (work: Promise<unknown>): Promise<string> =>
        work.then(
          () => 'allowed',
          () => 'refused',
        );
      return [
        await outcome(navigator.clipboard.writeText('text')),
        await outcome(navigator.clipboard.readText()),
        await outcome(navigator.mediaDevices.getUserMedia({ audio: true })),
        await Notification.requestPermission(),
      ];
    });
    expect(states).toEqual(['allowed', 'refused', 'refused', 'denied']);
  });
});

describe('the bridge', () => {
  it('has two functions and nothing else', async () => {
    expect(await page.evaluate(() => Object.keys(window.gatewayVault).sort())).toEqual(['invoke', 'subscribe']);
  });

  it('answers a request of the contract', async () => {
    const reply = await page.evaluate(() => window.gatewayVault.invoke('app.info', {}));
    expect(reply).toMatchObject({ ok: true, data: { dataFolder: launched.dataFolder, platform: 'linux' } });
  });

  it('refuses names that are not in the contract', async () => {
    const refusals = await page.evaluate(async () => {
      const bridge = window.gatewayVault as unknown as {
        invoke(name: unknown, input: unknown): Promise<unknown>;
        subscribe(name: unknown, listener: () => void): unknown;
      };
      const names = ['app.quit', '__proto__', 'constructor', 'toString', '', null, 1, ['app.info', 'x']];
      const invoked = await Promise.all(
        names.map((name) => bridge.invoke(name, {}).then(() => 'answered', () => 'refused')),
      );
      const subscribed = ['nothing', '__proto__'].map((name) => {
        try {
          bridge.subscribe(name, () => undefined);
          return 'accepted';
        } catch {
          return 'refused';
        }
      });
      return [...invoked, ...subscribed];
    });
    expect(refusals).toEqual(refusals.map(() => 'refused'));
  });

  it('explains an input that is not valid', async () => {
    const reply = await page.evaluate(() =>
      window.gatewayVault.invoke('operations.get', { operationId: '../x' }),
    );
    expect(reply).toMatchObject({ ok: false, error: { code: 'input-invalid' } });
  });
});
