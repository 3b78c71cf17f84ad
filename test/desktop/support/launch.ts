import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type BrowserContext, type ElectronApplication, type Page } from 'playwright';
import { type Display, withDisplay } from '#lab/electron/display.ts';
import { electronLaunchOptions } from '#lab/electron/launch-options.ts';
import { REPOSITORY } from '#lab/electron/runtime.ts';

export interface LaunchedApp {
  app: ElectronApplication;
  page: Page;
  /** HOME of the program; give it to the next launch to start again on the same data. */
  home: string;
  dataFolder: string;
  /** Errors of the page since its start: console errors, uncaught errors, refusals of the security policy. */
  problems: string[];
  /** Ends the program; the home stays if the caller brought it. */
  close(): Promise<void>;
}

export interface LaunchRequest {
  home?: string;
  env?: Record<string, string>;
  args?: string[];
  /** Folder with package.json and out/; the repository if left out. */
  appDir?: string;
  /** As users have it, without the checks of development. */
  asInstalled?: boolean;
}

/** Starts the built program with a data folder of its own, under the real sandbox where the system has one. */
export async function launchApp(request: LaunchRequest = {}): Promise<LaunchedApp> {
  const display = process.env.DISPLAY === undefined ? await sharedDisplay() : undefined;
  const home = request.home ?? newHome();
  const dataFolder = path.join(home, 'data');
  const options = await electronLaunchOptions({
    appDir: request.appDir ?? REPOSITORY,
    home,
    args: request.args ?? [],
    asInstalled: request.asInstalled === true,
    env: {
      GATEWAY_VAULT_HOME: dataFolder,
      ...(request.asInstalled === true ? {} : { GATEWAY_VAULT_TEST: '1' }),
      ...request.env,
    },
    ...(display === undefined ? {} : { display: display.display }),
  });
  const app = askedAgain(await _electron.launch({ ...options, timeout: 60_000 }));
  const problems = collectProblems(app.context());
  const page = await app.firstWindow({ timeout: 60_000 });
  await page.waitForLoadState('load');
  return {
    app,
    page,
    home,
    dataFolder,
    problems,
    close: async () => {
      await app.close();
      if (request.home === undefined) removeHome(home);
    },
  };
}

/**
 * The inspector of the main process holds an answer by nothing: one that is collected before it was told is lost, above
 * all while the program begins. It is asked for once more.
 */
function askedAgain(app: ElectronApplication): ElectronApplication {
  const evaluate = app.evaluate.bind(app) as (...asked: unknown[]) => Promise<unknown>;
  const patient = (...asked: unknown[]): Promise<unknown> =>
    evaluate(...asked).catch((thrown: unknown) => {
      if (!String(thrown).includes('was garbage collected')) throw thrown;
      return evaluate(...asked);
    });
  return Object.assign(app, { evaluate: patient });
}

/** A home for several launches; the caller removes it. */
export function newHome(): string {
  const home = mkdtempSync(path.join(tmpdir(), 'gateway-vault-desktop-'));
  chmodSync(home, 0o755);
  return home;
}

export function removeHome(home: string): void {
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}

function collectProblems(context: BrowserContext): string[] {
  const problems: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  context.on('weberror', (error) => problems.push(error.error().message));
  return problems;
}

let display: Promise<Display> | undefined;

// One for the whole test file; it ends with the process of the tests.
function sharedDisplay(): Promise<Display> {
  display ??= withDisplay();
  return display;
}
