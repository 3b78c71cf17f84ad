import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronLaunchOptions } from '#lab/electron/launch-options.ts';
import { REPOSITORY } from '#lab/electron/runtime.ts';
import { run } from '#lab/processes/run.ts';
import { addHangingGateway, type HangingGateway } from './support/hanging-gateway.ts';
import { inPage, invokeInPage } from './support/in-page.ts';
import { type LaunchedApp, launchApp, newHome, removeHome } from './support/launch.ts';

let home: string;
let launched: LaunchedApp;
let gateway: HangingGateway;

beforeAll(async () => {
  home = newHome();
  launched = await launchApp({ home });
  gateway = await addHangingGateway(launched.page);
});

afterAll(async () => {
  gateway.stop();
  await launched.close();
  removeHome(home);
});

const again = async (): Promise<void> => {
  await launched.close();
  launched = await launchApp({ home });
};

interface Seen {
  bars: [number, string | undefined][];
  flashes: boolean[];
  notes: { title: string; body: string; timeoutType: string; emit: (event: string) => void }[];
  focused: number;
}

/** Watches what the shell asks of the system, and says whether the window is in front. */
const watch = (app: ElectronApplication, inFront: boolean): Promise<void> =>
  app.evaluate(({ BrowserWindow, Notification }, isFocused) => {
    const seen: Seen = { bars: [], flashes: [], notes: [], focused: 0 };
    Object.assign(globalThis, { seen });
    const window = BrowserWindow.getAllWindows()[0]!;
    window.setProgressBar = (value, options) => void seen.bars.push([value, options?.mode]);
    window.flashFrame = (flag) => void seen.flashes.push(flag);
    window.isFocused = () => isFocused;
    window.focus = () => void (seen.focused += 1);
    Notification.isSupported = () => true;
    Notification.prototype.show = function (this: Seen['notes'][number]) {
      seen.notes.push(this);
    };
  }, inFront);

const seenOf = <Key extends keyof Seen>(app: ElectronApplication, key: Key): Promise<Seen[Key]> =>
  app.evaluate(
    (_electron, key) => (globalThis as unknown as { seen: Seen }).seen[key as 'bars'],
    key,
  ) as never;

const notesOf = (app: ElectronApplication): Promise<Omit<Seen['notes'][number], 'emit'>[]> =>
  app.evaluate(() =>
    (globalThis as unknown as { seen: Seen }).seen.notes.map(({ title, body, timeoutType }) => ({
      title,
      body,
      timeoutType,
    })),
  );

describe('the window', () => {
  interface Box {
    x: number;
    y: number;
    width: number;
    height: number;
  }
  const boxOf = (): Promise<Box> =>
    launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds());
  const put = (box: Box): Promise<void> =>
    launched.app.evaluate(({ BrowserWindow }, box) => BrowserWindow.getAllWindows()[0]!.setBounds(box), box);

  it('comes back with the size, the place and the zoom it had', async () => {
    const screen = await launched.app.evaluate(({ screen }) => screen.getPrimaryDisplay().workArea);
    const wanted = { x: screen.x + 40, y: screen.y + 30, width: 1100, height: 700 };
    await put(wanted);
    await expect.poll(boxOf).toEqual(wanted);
    await launched.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.webContents.setZoomLevel(1),
    );
    await again();
    await expect.poll(boxOf).toEqual(wanted);
    const zoom = (): Promise<number> =>
      launched.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]!.webContents.getZoomLevel(),
      );
    await expect.poll(zoom).toBe(1);
  });

  it('tries no graphics again where an earlier start found none', async () => {
    const file = path.join(launched.dataFolder, 'desktop', 'graphics.json');
    const found = (): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null);
    const drawn = await launched.app.evaluate(({ app }) => app.getGPUFeatureStatus().gpu_compositing);
    const without = !drawn.startsWith('enabled');
    await expect.poll(() => found() !== null, { timeout: 20_000 }).toBe(without);
    const before = found();
    await again();
    // A start that tries writes anew what it found, and when.
    expect(await launched.app.evaluate(({ app }) => app.getGPUFeatureStatus().gpu_compositing)).toBe(drawn);
    expect(found()).toBe(before);
  });

  it('comes back on a screen that exists when it was on another one', async () => {
    await put({ x: 9_000, y: 7_000, width: 1100, height: 700 });
    await again();
    const screen = await launched.app.evaluate(({ screen }) => screen.getPrimaryDisplay().workArea);
    const box = await boxOf();
    expect(box.x).toBeGreaterThanOrEqual(screen.x);
    expect(box.y).toBeGreaterThanOrEqual(screen.y);
    expect(box.x + 100).toBeLessThan(screen.x + screen.width);
    expect(box.y + 100).toBeLessThan(screen.y + screen.height);
  });

  it('is brought to the front by a second start, also when it was minimized', async () => {
    await watch(launched.app, false);
    await launched.app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0]!;
      Object.assign(globalThis, { restored: 0 });
      window.isMinimized = () => true;
      window.restore = () => void ((globalThis as unknown as { restored: number }).restored += 1);
    });
    const { executablePath, args, env, chromiumSandbox } = await electronLaunchOptions({
      appDir: REPOSITORY,
      home,
      env: { GATEWAY_VAULT_HOME: launched.dataFolder, GATEWAY_VAULT_TEST: '1' },
    });
    await run(executablePath, chromiumSandbox ? args : ['--no-sandbox', ...args], { env, timeoutMs: 30_000 });
    await expect.poll(() => seenOf(launched.app, 'focused')).toBe(1);
    expect(await launched.app.evaluate(() => (globalThis as unknown as { restored: number }).restored)).toBe(
      1,
    );
  });
});

describe('the menu', () => {
  interface Item {
    role: string | undefined;
    accelerator: string | undefined;
    label: string;
  }
  const items = (): Promise<Item[]> =>
    launched.app.evaluate(({ Menu }) =>
      (Menu.getApplicationMenu()?.items ?? [])
        .flatMap((top) => top.submenu?.items ?? [])
        .map(({ role, accelerator, label }) => ({ role, accelerator: String(accelerator), label })),
    );

  it('has what every program has, zoom by the plain key included', async () => {
    const all = await items();
    // Electron tells roles in small letters.
    const roles = all.map(({ role }) => role?.toLowerCase());
    for (const role of ['undo', 'redo', 'cut', 'copy', 'paste', 'delete', 'selectall', 'resetzoom', 'zoomin'])
      expect(roles, role).toContain(role);
    for (const role of ['zoomout', 'togglefullscreen', 'minimize', 'close', 'quit', 'about'])
      expect(roles, role).toContain(role);
    expect(
      all.filter(({ role }) => role?.toLowerCase() === 'zoomin').map((one) => one.accelerator),
    ).toContain('CmdOrCtrl+=');
  });

  it('leads to the settings', async () => {
    await launched.app.evaluate(({ Menu }) => {
      const all = (Menu.getApplicationMenu()?.items ?? []).flatMap((top) => top.submenu?.items ?? []);
      all.find(({ label }) => label === 'Settings…')?.click();
    });
    await launched.page.getByRole('heading', { name: 'Settings', exact: true }).waitFor();
  });
});

describe('the theme', () => {
  const scheme = (): Promise<string | null> =>
    inPage(launched.page, `return document.documentElement.getAttribute('data-mantine-color-scheme');`);
  const surface = (): Promise<string> =>
    inPage(launched.page, `return getComputedStyle(document.body).backgroundColor;`);

  it('follows the system while the program runs', async () => {
    await launched.page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(scheme).toBe('light');
    const light = await surface();
    await launched.page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(scheme).toBe('dark');
    expect(await surface()).not.toBe(light);
    await launched.page.emulateMedia({ colorScheme: null });
  });

  it('is the one that was chosen, for native parts and the page, also after the next start', async () => {
    await inPage(launched.page, `location.hash = '#/settings';`);
    await launched.page.getByRole('radio', { name: 'Dark' }).check();
    await expect.poll(scheme).toBe('dark');
    await again();
    // The test driver pretends to be a light system unless it is told not to.
    await launched.page.emulateMedia({ colorScheme: null });
    expect(await launched.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
    await expect.poll(scheme).toBe('dark');
    await inPage(launched.page, `location.hash = '#/settings';`);
    await launched.page.getByRole('radio', { name: 'As the system' }).check();
    await expect
      .poll(() => launched.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource))
      .toBe('system');
  });

  it('moves nothing for those who asked for less motion', async () => {
    const moving = (): Promise<string[]> =>
      inPage(
        launched.page,
        `const probe = document.createElement('div');
         probe.style.transition = 'left 1s';
         probe.style.animation = 'spin 1s infinite';
         document.body.append(probe);
         const times = [...document.querySelectorAll('*')].flatMap((element) => {
           const style = getComputedStyle(element);
           return [...style.transitionDuration.split(','), ...style.animationDuration.split(',')];
         });
         probe.remove();
         return [...new Set(times.map((time) => time.trim()))].filter((time) => parseFloat(time) > 0.001);`,
      );
    await launched.page.emulateMedia({ reducedMotion: 'no-preference' });
    expect((await moving()).length).toBeGreaterThan(0);
    await launched.page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await moving()).toEqual([]);
    await launched.page.emulateMedia({ reducedMotion: null });
  });
});

describe('work while nobody looks', () => {
  it('is in the task bar; its failure is told, stays until it was seen, and leads to its page', async () => {
    const { app, page } = launched;
    await watch(app, false);
    await inPage(page, `document.hasFocus = () => false;`);
    await inPage(page, `location.hash = '#/gateways';`);
    const operationId = await gateway.work(page);
    await expect.poll(async () => (await seenOf(app, 'bars')).at(-1)).toEqual([2, 'indeterminate']);
    expect(await notesOf(app)).toEqual([]);

    gateway.fail();
    await expect.poll(() => notesOf(app), { timeout: 60_000 }).toHaveLength(1);
    const [note] = await notesOf(app);
    expect(note?.title).toMatch(/^Restart has /);
    expect(note?.body).toContain('Production: gw1');
    expect(note?.timeoutType).toBe('never');
    await expect.poll(async () => (await seenOf(app, 'bars')).at(-1)).toEqual([1, 'error']);
    expect(await seenOf(app, 'flashes')).toEqual([true]);

    const callout = page.getByText('Restart on Production needs a look');
    await callout.waitFor();
    await app.evaluate(() => (globalThis as unknown as { seen: Seen }).seen.notes[0]!.emit('click'));
    await page.getByRole('heading', { name: 'Restart' }).first().waitFor();
    expect(page.url()).toContain(`/activity/${operationId}`);
    expect(await callout.count()).toBe(0);
    expect(await seenOf(app, 'focused')).toBe(1);

    await app.evaluate(({ BrowserWindow }) => void BrowserWindow.getAllWindows()[0]!.emit('focus'));
    await expect.poll(async () => (await seenOf(app, 'bars')).at(-1)).toEqual([-1, undefined]);
    expect(await seenOf(app, 'flashes')).toEqual([true, false]);
    await inPage(page, `location.hash = '#/gateways';`);
    await page.getByRole('heading', { name: 'Gateways' }).waitFor();
    expect(await callout.count()).toBe(0);
  });

  it('is not told when the window is in front or notifications are off', async () => {
    const { app, page } = launched;
    const failOnce = async (): Promise<void> => {
      const operationId = await gateway.work(page);
      await expect
        .poll(
          async () => {
            const read = await invokeInPage(page, 'operations.get', { operationId });
            return read.ok ? read.data.status : null;
          },
          { timeout: 60_000 },
        )
        .not.toBe('running');
    };
    await watch(app, true);
    await failOnce();
    expect(await notesOf(app)).toEqual([]);
    expect((await seenOf(app, 'bars')).at(-1)).toEqual([-1, undefined]);
    await watch(app, false);
    await invokeInPage(page, 'settings.set', { theme: 'system', notifications: false });
    await failOnce();
    expect(await notesOf(app)).toEqual([]);
    // The task bar is no notification: it still says that something is wrong.
    expect((await seenOf(app, 'bars')).at(-1)).toEqual([1, 'error']);
  });
});
