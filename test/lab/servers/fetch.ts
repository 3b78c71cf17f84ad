import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, withCacheLock } from '#lab/processes/cache.ts';
import { ensureDebianPackages } from '#lab/processes/debian.ts';
import { progress, run, runOrThrow } from '#lab/processes/run.ts';
import { unpack } from '#lab/processes/unpack.ts';
import { buildRootPlugin } from './build-root-plugin.ts';
import { type Release, release, type ServerVersion } from './releases.ts';

/** The unpacked distribution in the cache, fetched first if need be. Several processes may ask at once. */
export async function fetchServer(version: ServerVersion): Promise<string> {
  const home = path.join(cacheFolder(), 'servers', version);
  if (existsSync(home)) return home;
  return withCacheLock(`server-${version}`, async () => {
    if (existsSync(home)) return home;
    const row = release(version);
    const archive = await download(version, row);
    progress(`${version}: unpacking`);
    await place(archive, home, (unpacked) => buildRootPlugin(version, row, unpacked));
    rmSync(path.dirname(archive), { recursive: true, force: true });
    return home;
  });
}

// Unpacked beside its place and renamed at the end, so that what is there is always whole.
async function place(
  archive: string,
  home: string,
  finish: (unpacked: string) => Promise<void>,
): Promise<void> {
  const scratch = `${home}.part`;
  rmSync(scratch, { recursive: true, force: true });
  await unpack(archive, scratch);
  const [top] = readdirSync(scratch);
  if (top === undefined) throw new Error(`${archive} is empty`);
  const unpacked = path.join(scratch, top);
  await finish(unpacked);
  renameSync(unpacked, home);
  rmSync(scratch, { recursive: true, force: true });
}

async function download(version: ServerVersion, row: Release): Promise<string> {
  await ensureMaven();
  const folder = path.join(cacheFolder(), 'downloads', version);
  mkdirSync(folder, { recursive: true });
  progress(`${version}: fetching ${row.artifact}`);
  const started = Date.now();
  const goal = ['dependency:copy', `-Dartifact=${row.artifact}`, `-DoutputDirectory=${folder}`];
  await runOrThrow('mvn', ['-q', '-B', '-Dstyle.color=never', '-Dmdep.overWriteReleases=false', ...goal], {
    cwd: folder,
    timeoutMs: 15 * 60_000,
  });
  const [file] = readdirSync(folder);
  if (file === undefined) throw new Error(`Maven copied nothing for ${row.artifact}`);
  progress(`${version}: fetched in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return path.join(folder, file);
}

async function ensureMaven(): Promise<void> {
  const present = await run('mvn', ['-v']);
  if (present.code !== 0) await ensureDebianPackages(['maven', 'openjdk-17-jdk-headless']);
}
