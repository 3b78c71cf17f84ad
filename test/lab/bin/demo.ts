import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nodeFileStore } from '#core/files/node-file-store.ts';
import { plainProfileStore } from '#core/files/plain-profile-store.ts';
import { DEMO_PASSWORD, type DemoEnvironment, startDemoEnvironment } from '#lab/demo/environment.ts';
import { Stopwatch } from '#lab/demo/stopwatch.ts';
import { runTour } from '#lab/demo/tour.ts';
import { electronLaunchOptions } from '#lab/electron/launch-options.ts';
import { REPOSITORY } from '#lab/electron/runtime.ts';
import { fetchServer } from '#lab/servers/fetch.ts';
import { prepareDesktop } from './prepare.ts';
import { runVisibly } from './run-visibly.ts';

/** With a display: opens the program, connected. Without one, or with --tour: does the main job in it by itself. */
const withoutDisplay =
  process.platform === 'linux' &&
  process.env.DISPLAY === undefined &&
  process.env.WAYLAND_DISPLAY === undefined;
const isTour = process.argv.includes('--tour') || withoutDisplay;
const watch = new Stopwatch();

const FETCH = 'Fetch what is missing (data store, Electron, packages)';
await watch.step(FETCH, async () => {
  await fetchServer('7.13.0');
  await prepareDesktop();
});
await watch.step('Build the program', build);
const environment = await watch.step('Start data store 7.13.0 with samples, and the gateway', () =>
  startDemoEnvironment(),
);
try {
  if (isTour) await tour(environment);
  else await openConnected(environment);
} finally {
  await environment.stop();
}

async function tour(parts: DemoEnvironment): Promise<void> {
  try {
    await runTour(parts, watch, path.join(REPOSITORY, 'demo-output'));
  } catch (thrown) {
    console.error(thrown);
    process.exitCode = 1;
  }
  const fetched = watch.of(FETCH);
  console.log(
    `\nTour ${process.exitCode === 1 ? 'failed' : 'passed'} in ${watch.total().toFixed(0)} s: ${fetched.toFixed(0)} s for downloads and checks of the cache, ${(watch.total() - fetched).toFixed(0)} s for everything else.`,
  );
  console.log('Screenshots are in demo-output/.');
}

async function openConnected(parts: DemoEnvironment): Promise<void> {
  const home = mkdtempSync(path.join(tmpdir(), 'gateway-vault-demo-'));
  chmodSync(home, 0o755);
  const data = path.join(home, 'data');
  const id = randomUUID();
  await plainProfileStore(nodeFileStore(data)).save([{ ...parts.draft, id, createdAt: Date.now() }]);
  const options = await electronLaunchOptions({
    appDir: REPOSITORY,
    home,
    env: {
      GATEWAY_VAULT_HOME: data,
      GATEWAY_VAULT_SESSION_SECRETS: JSON.stringify({ [`${id}.node`]: DEMO_PASSWORD }),
    },
  });
  console.log(`\nGateway Vault opens with "${parts.draft.name}". Close its window to end the demo.`);
  const child = spawn(
    options.executablePath,
    [...(options.chromiumSandbox ? [] : ['--no-sandbox']), ...options.args],
    { env: options.env, stdio: 'inherit' },
  );
  await new Promise<void>((resolve) => child.once('exit', () => resolve()));
  rmSync(home, { recursive: true, force: true });
}

async function build(): Promise<void> {
  const code = await runVisibly({ file: 'npm', args: ['run', 'build', '--silent'] }, 300_000);
  if (code !== 0 || !existsSync(path.join(REPOSITORY, 'out', 'main', 'main.js')))
    throw new Error('npm run build failed');
}
