import { existsSync } from 'node:fs';
import { withCacheLock } from './cache.ts';
import { progress, run, runOrThrow } from './run.ts';

const QUIET = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
const WAIT_FOR_LOCK = ['-o', 'DPkg::Lock::Timeout=300'];

/** Are we allowed to install packages and to run programs as another user? */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Installs what is missing on Debian as root; anywhere else says the exact command. */
export async function ensureDebianPackages(names: string[]): Promise<void> {
  const missing = await missingPackages(names);
  if (missing.length === 0) return;
  if (!isRoot() || !existsSync('/usr/bin/apt-get')) {
    throw new Error(`Missing packages. Run: sudo apt-get install -y ${missing.join(' ')}`);
  }
  await withCacheLock('apt', async () => {
    progress(`installing ${missing.join(' ')}`);
    const first = await install(missing);
    if (first.code === 0) return;
    await runOrThrow('apt-get', ['update', '-q', ...WAIT_FOR_LOCK], { env: QUIET });
    const second = await install(missing);
    if (second.code !== 0)
      throw new Error(`apt-get install ${missing.join(' ')} failed:\n${second.stderr.slice(-2_000)}`);
  });
}

/** The first of several packages that this system can install, or undefined. */
export async function firstInstallable(names: string[]): Promise<string | undefined> {
  for (const name of names) {
    const policy = await run('apt-cache', ['policy', name]);
    if (/Candidate: (?!\(none\))/.test(policy.stdout)) return name;
  }
  return undefined;
}

async function missingPackages(names: string[]): Promise<string[]> {
  const states = await Promise.all(
    names.map(async (name) => {
      const query = await run('dpkg-query', ['-W', '-f', '${Status}', name]);
      return query.code === 0 && query.stdout.includes('install ok installed');
    }),
  );
  return names.filter((_, at) => !states[at]);
}

function install(names: string[]): ReturnType<typeof run> {
  return run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...WAIT_FOR_LOCK, ...names], {
    env: QUIET,
  });
}
