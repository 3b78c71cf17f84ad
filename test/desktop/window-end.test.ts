import type { ElectronApplication } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addHangingGateway, type HangingGateway } from './support/hanging-gateway.ts';
import { type LaunchedApp, launchApp } from './support/launch.ts';

let launched: LaunchedApp;
let gateway: HangingGateway | null = null;

beforeAll(async () => {
  launched = await launchApp({ env: { GATEWAY_VAULT_TEST: '0' } });
});

afterAll(async () => {
  gateway?.stop();
  await launched.close();
});

interface Asked {
  message: string;
  detail: string;
  buttons: string[];
  defaultId: number;
  cancelId: number;
}

/** Answers the native question with the given button and notes what it said. */
const answerWith = (app: ElectronApplication, response: number): Promise<void> =>
  app.evaluate(({ dialog }, response) => {
    const notes = globalThis as unknown as { asked: unknown[] };
    notes.asked = [];
    const stub = (_window: unknown, options: unknown): Promise<unknown> => {
      notes.asked.push(options);
      return Promise.resolve({ response, checkboxChecked: false });
    };
    Object.assign(dialog, { showMessageBox: stub });
  }, response);

const closeWindow = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close();
  });

describe('a page that crashes', () => {
  it('is loaded again and answers', async () => {
    const { app } = launched;
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
    await expect
      .poll(
        () =>
          app.evaluate(({ BrowserWindow }) => {
            const contents = BrowserWindow.getAllWindows()[0]?.webContents;
            if (contents === undefined || contents.isCrashed() || contents.isLoading()) return null;
            // Code given to a page that is just ending is never answered.
            const silence = new Promise((resolve) => setTimeout(resolve, 1_000));
            const ask = `gatewayVault.invoke('app.info', {}).then(({ ok }) => ok)`;
            return Promise.race([contents.executeJavaScript(ask), silence]);
          }),
        { timeout: 20_000 },
      )
      .toBe(true);
  });
});

describe('closing the window while an operation runs', () => {
  beforeAll(async () => {
    await launched.close();
    launched = await launchApp({ env: { GATEWAY_VAULT_TEST: '0' } });
    gateway = await addHangingGateway(launched.page);
    await gateway.work(launched.page);
  });

  it('asks once, names the work, and staying is the default', async () => {
    const { app } = launched;
    await answerWith(app, 0);
    await closeWindow(app);
    const asked = (): Promise<Asked[]> =>
      app.evaluate(() => (globalThis as unknown as { asked: Asked[] }).asked);
    await expect.poll(asked).toHaveLength(1);
    const [question] = await asked();
    expect(question).toMatchObject({
      defaultId: 0,
      cancelId: 0,
      buttons: ['Stay', 'Close and stop watching'],
    });
    expect(question?.message).toBe('An operation is still running.');
    expect(question?.detail).toContain('Production');
    expect(question?.detail).toContain('goes on there');
    expect(app.windows()).toHaveLength(1);
  });

  it('ends when that is the answer', async () => {
    const { app } = launched;
    await answerWith(app, 1);
    const ended = app.waitForEvent('close', { timeout: 20_000 });
    await closeWindow(app);
    await ended;
  });
});
