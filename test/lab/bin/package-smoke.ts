import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { _electron } from 'playwright';
import { electronLaunchOptions } from '#lab/electron/launch-options.ts';
import { isRoot } from '#lab/processes/debian.ts';
import { linkTree } from '#lab/processes/link-tree.ts';
import { progress } from '#lab/processes/run.ts';

const START_MS = 60_000;

/** Drives the packaged program: window, title, content, isolation, and not one error on the console. */
export async function tryByDriver(executable: string): Promise<void> {
  await withPackaged(executable, async ({ file, args, env }) => {
    const app = await _electron.launch({
      executablePath: file,
      args,
      env,
      chromiumSandbox: !('GATEWAY_VAULT_NO_SANDBOX' in env),
      timeout: START_MS,
    });
    try {
      const errors: string[] = [];
      app.context().on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      app.context().on('weberror', (error) => errors.push(error.error().message));
      const page = await app.firstWindow({ timeout: START_MS });
      await page.locator('#root > :not(style)').first().waitFor({ timeout: START_MS });
      const info = await page.evaluate(`gatewayVault.invoke('app.info', {})`);
      const leaks = await page.evaluate(
        `['require', 'process', 'module'].filter((name) => name in globalThis)`,
      );
      const facts = await app.evaluate(async ({ app, BrowserWindow }) => {
        const window = BrowserWindow.getAllWindows()[0];
        const contents = window?.webContents as unknown as {
          getLastWebPreferences(): Record<string, unknown>;
        };
        window?.webContents.openDevTools();
        await new Promise((resolve) => setTimeout(resolve, 500));
        return {
          isPackaged: app.isPackaged,
          visible: window?.isVisible(),
          devTools: window?.webContents.isDevToolsOpened(),
          preferences: contents.getLastWebPreferences(),
        };
      });
      const { contextIsolation, sandbox, nodeIntegration } = facts.preferences;
      expectEqual('title', await page.title(), 'Gateway Vault');
      expectEqual('packaged and visible', [facts.isPackaged, facts.visible], [true, true]);
      expectEqual('isolated', [contextIsolation, sandbox, nodeIntegration], [true, true, false]);
      expectEqual('developer tools', facts.devTools, false);
      expectEqual('globals of Node', leaks, []);
      expectEqual('the engine answers', (info as { ok: boolean }).ok, true);
      expectEqual('console errors', errors, []);
      progress('the packaged program was driven: window, isolation, bridge, quiet console');
    } finally {
      await app.close();
    }
  });
}

/** Starts the hardened program, which no driver can attach to, and waits until its log tells of a window. */
export async function startsByItself(executable: string): Promise<void> {
  await withPackaged(executable, async ({ file, args, env, log }) => {
    const child = spawn(file, args, { env, stdio: 'ignore', detached: true });
    try {
      const deadline = Date.now() + START_MS;
      while (Date.now() < deadline) {
        if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}`);
        const text = existsSync(log) ? readFileSync(log, 'utf8') : '';
        if (text.includes('[error]')) throw new Error(`the program reported an error:\n${text}`);
        if (text.includes('window shown') && text.includes('secrets:')) {
          progress('the shipped program starts by itself: engine and window are there');
          return;
        }
        await sleep(100);
      }
      throw new Error('the program showed no window in time');
    } finally {
      await end(child);
    }
  });
}

/** The hardened program is a command line, too: it answers on stdout with a code, and shows no window. */
export async function answersByCli(executable: string): Promise<void> {
  await withPackaged(executable, async ({ file, args, env }) => {
    const child = spawn(file, [...args, '--cli', 'gateway', 'list', '--json'], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const out = text(child.stdout);
    const [code] = (await once(child, 'close')) as [number | null];
    expectEqual('answer by --cli', [code, (await out).trim()], [0, '{"gateways":[]}']);
    progress('the shipped program answers by --cli');
  });
}

interface Packaged {
  file: string;
  args: string[];
  env: Record<string, string>;
  log: string;
}

/** Runs with a home of its own, and as the user under whom the real sandbox works. */
async function withPackaged(executable: string, work: (packaged: Packaged) => Promise<void>): Promise<void> {
  const home = mkdtempSync(path.join(tmpdir(), 'gateway-vault-packaged-'));
  chmodSync(home, 0o755);
  const data = path.join(home, 'data');
  // Where every user may read it, wherever the repository is.
  const program = path.join(home, 'program');
  linkTree(path.dirname(executable), program);
  const empty = path.join(home, 'empty');
  mkdirSync(empty);
  try {
    const { env } = await electronLaunchOptions({
      appDir: empty,
      home,
      env: { GATEWAY_VAULT_HOME: data, GATEWAY_VAULT_TEST: '1' },
    });
    const file = path.join(home, 'start.sh');
    const user = isRoot() ? '--reuid=65534 --regid=65534 --clear-groups ' : '';
    const start = `exec setpriv ${user}--pdeathsig KILL '${path.join(program, path.basename(executable))}' "$@"`;
    writeFileSync(file, `#!/bin/sh\n${start}\n`, { mode: 0o755 });
    await work({
      file,
      args: 'GATEWAY_VAULT_NO_SANDBOX' in env ? ['--no-sandbox'] : [],
      env,
      log: path.join(data, 'logs', 'main.log'),
    });
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, 'SIGTERM');
  const { pid } = child;
  const patience = setTimeout(() => {
    process.kill(-pid, 'SIGKILL');
  }, 10_000);
  await gone;
  clearTimeout(patience);
}

function expectEqual(what: string, found: unknown, wanted: unknown): void {
  if (JSON.stringify(found) === JSON.stringify(wanted)) return;
  throw new Error(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
}
