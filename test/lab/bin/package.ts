import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { build, type Configuration } from 'electron-builder';
import { withDisplay } from '#lab/electron/display.ts';
import { type ElectronRuntime, electronExecutable, REPOSITORY } from '#lab/electron/runtime.ts';
import { progress, runOrThrow } from '#lab/processes/run.ts';
import { installsByNpm } from './package-npm.ts';
import { answersByCli, startsByItself, tryByDriver } from './package-smoke.ts';

/**
 * `npm run package`: builds, packages into `dist/`, reads the fuses back, and starts what came out. The
 * shipped copy is hardened so that no driver can attach, so a second copy that differs in that fuse alone is
 * driven and thrown away, and the shipped one is watched from outside.
 */
const FUSES: readonly [FuseV1Options, FuseState][] = [
  [FuseV1Options.RunAsNode, FuseState.DISABLE],
  [FuseV1Options.EnableCookieEncryption, FuseState.ENABLE],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, FuseState.DISABLE],
  [FuseV1Options.EnableNodeCliInspectArguments, FuseState.DISABLE],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseState.ENABLE],
  [FuseV1Options.OnlyLoadAppFromAsar, FuseState.ENABLE],
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, FuseState.DISABLE],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, FuseState.DISABLE],
];

const runtime = await electronExecutable();
progress(`packaging with Electron ${runtime.version} (${runtime.source})`);
await runOrThrow('npm', ['run', 'build'], { cwd: REPOSITORY, timeoutMs: 300_000 });

const scratch = mkdtempSync(path.join(tmpdir(), 'gateway-vault-package-'));
chmodSync(scratch, 0o755);
const display = process.env.DISPLAY === undefined ? await withDisplay() : undefined;
try {
  if (display !== undefined) process.env.DISPLAY = display.display;
  const driven = await packageInto(path.join(scratch, 'driven'), runtime, true);
  await tryByDriver(driven);
  const shipped = await packageInto(path.join(REPOSITORY, 'dist'), runtime, false);
  await checkFuses(shipped);
  await startsByItself(shipped);
  await answersByCli(shipped);
  await installsByNpm();
  console.log(`packaged and tried: ${path.dirname(shipped)}`);
} finally {
  await display?.stop();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

/** Resolves with the executable of the packaged program. */
async function packageInto(output: string, from: ElectronRuntime, drivable: boolean): Promise<string> {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const config: Configuration = {
    extends: path.join(REPOSITORY, 'electron-builder.yml'),
    directories: { output },
    electronDist: path.dirname(from.path),
    electronVersion: from.version,
    ...(drivable ? { electronFuses: { enableNodeCliInspectArguments: true } } : {}),
    afterPack: ({ appOutDir }) => {
      // The lab's Electron brings a default app, which would be looked for first.
      rmSync(path.join(appOutDir, 'resources', 'app'), { recursive: true, force: true });
      return Promise.resolve();
    },
  };
  await build({ projectDir: REPOSITORY, dir: true, publish: 'never', config });
  const executable = path.join(output, 'linux-unpacked', 'gateway-vault');
  if (!existsSync(executable)) throw new Error(`nothing was packaged at ${executable}`);
  return executable;
}

async function checkFuses(executable: string): Promise<void> {
  const wire = await getCurrentFuseWire(executable);
  const wrong = FUSES.filter(([fuse, state]) => wire[fuse] !== state).map(([fuse]) => FuseV1Options[fuse]);
  if (wrong.length > 0) throw new Error(`fuses are not as they must be: ${wrong.join(', ')}`);
  const archive = path.join(path.dirname(executable), 'resources', 'app.asar');
  if (!existsSync(archive)) throw new Error(`there is no ${archive}`);
  if (readFileSync(archive).includes('node_modules/electron-store/package.json')) {
    throw new Error('the archive holds node_modules');
  }
  progress(`fuses read back: ${FUSES.length} as they must be`);
}
