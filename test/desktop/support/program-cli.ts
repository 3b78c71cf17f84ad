import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { electronLaunchOptions } from '#lab/electron/launch-options.ts';
import { REPOSITORY } from '#lab/electron/runtime.ts';
import { newHome, removeHome } from './launch.ts';

/** Runs the built program with `--cli`, on a data folder and without a display. */
export async function runProgramCli(
  dataFolder: string,
  words: readonly string[],
): Promise<{ code: number | null; out: string }> {
  const home = newHome();
  try {
    const { executablePath, args, env, chromiumSandbox } = await electronLaunchOptions({
      appDir: REPOSITORY,
      home,
      args: ['--cli', ...words],
      env: { GATEWAY_VAULT_HOME: dataFolder },
    });
    const switches = chromiumSandbox ? [] : ['--no-sandbox'];
    const { DISPLAY: _, ...undisplayed } = env;
    const child = spawn(executablePath, [...switches, ...args], {
      env: undisplayed,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const out = text(child.stdout);
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, out: await out };
  } finally {
    removeHome(home);
  }
}
