import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
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
    const folder = path.join(cacheFolder(), 'downloads', version);
    const archive = await download(version, row.artifact, folder);
    progress(`${version}: unpacking`);
    await place(archive, home, async (unpacked) => {
      await buildRootPlugin(version, row, unpacked);
      await addPlugins(version, row, folder, path.join(unpacked, 'plugins'));
    });
    rmSync(folder, { recursive: true, force: true });
    return home;
  });
}

/** The archive of a plugin of a release, as its maker ships it, in the cache. */
export async function fetchPluginZip(version: ServerVersion, name: string): Promise<string> {
  const plugin = release(version).plugins?.find((one) => one.name === name);
  if (plugin === undefined) throw new Error(`${version} has no plugin ${name} in the lab`);
  const folder = path.join(cacheFolder(), 'downloads', `${version}-${name}`);
  return withCacheLock(`plugin-${version}-${name}`, async () => {
    const [there] = existsSync(folder) ? readdirSync(folder) : [];
    return there === undefined ? download(version, plugin.artifact, folder) : path.join(folder, there);
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

// What a plugin's own script does offline: its archive becomes its folder.
async function addPlugins(
  version: ServerVersion,
  row: Release,
  downloads: string,
  plugins: string,
): Promise<void> {
  for (const { name, artifact, jars } of row.plugins ?? []) {
    const folder = path.join(plugins, name);
    await unpack(await download(version, artifact, path.join(downloads, name)), folder);
    for (const [at, jar] of jars.entries()) {
      const file = await download(version, jar, path.join(downloads, `${name}-${at}`));
      copyFileSync(file, path.join(folder, path.basename(file)));
    }
  }
}

async function download(version: ServerVersion, artifact: string, folder: string): Promise<string> {
  await ensureMaven();
  mkdirSync(folder, { recursive: true });
  progress(`${version}: fetching ${artifact}`);
  const started = Date.now();
  const goal = ['dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`];
  await runOrThrow('mvn', ['-q', '-B', '-Dstyle.color=never', '-Dmdep.overWriteReleases=false', ...goal], {
    cwd: folder,
    timeoutMs: 15 * 60_000,
  });
  const [file] = readdirSync(folder);
  if (file === undefined) throw new Error(`Maven copied nothing for ${artifact}`);
  progress(`${version}: fetched in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return path.join(folder, file);
}

async function ensureMaven(): Promise<void> {
  const present = await run('mvn', ['-v']);
  if (present.code !== 0) await ensureDebianPackages(['maven', 'openjdk-17-jdk-headless']);
}
