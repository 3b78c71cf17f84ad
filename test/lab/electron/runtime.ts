import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '#lab/processes/run.ts';
import { fallbackRuntime, hasFallbackRuntime } from './fallback.ts';

export interface ElectronRuntime {
  /** The executable. */
  path: string;
  version: string;
  /** `npm`: the release that the product is built with; `fallback`: the oldest one that is supported. */
  source: 'npm' | 'fallback';
}

export const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));

// Where the download is not possible it fails at once or hangs: with a fallback at hand do not wait for long.
const DOWNLOAD_DEADLINE_MS = { first: 60_000, again: 10_000 };

/** The Electron to test with: the package's own download where it is to be had, else the fallback in the cache. */
export async function electronExecutable(): Promise<ElectronRuntime> {
  return ownRuntime() ?? (await downloadedRuntime()) ?? (await fallbackRuntime());
}

function ownRuntime(): ElectronRuntime | undefined {
  const dist = path.join(REPOSITORY, 'node_modules', 'electron', 'dist');
  const executable = path.join(dist, 'electron');
  const version = path.join(dist, 'version');
  if (!existsSync(executable) || !existsSync(version)) return undefined;
  return { path: executable, version: readFileSync(version, 'utf8').replace(/^v/, '').trim(), source: 'npm' };
}

let tried: Promise<ElectronRuntime | undefined> | undefined;

function downloadedRuntime(): Promise<ElectronRuntime | undefined> {
  tried ??= download();
  return tried;
}

async function download(): Promise<ElectronRuntime | undefined> {
  const installer = path.join(REPOSITORY, 'node_modules', 'electron', 'install.js');
  const timeoutMs = hasFallbackRuntime() ? DOWNLOAD_DEADLINE_MS.again : DOWNLOAD_DEADLINE_MS.first;
  const result = await run(process.execPath, [installer], { timeoutMs });
  return result.code === 0 ? ownRuntime() : undefined;
}
