import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, withCacheLock } from '#lab/processes/cache.ts';
import { ensureDebianPackages } from '#lab/processes/debian.ts';
import { progress, run, runOrThrow } from '#lab/processes/run.ts';

/** `moto` answers as Amazon S3 does and checks nothing about the keys; its server needs the other two. */
const PACKAGES = ['moto[s3]==5.2.5', 'flask==3.1.3', 'flask-cors==6.0.5'];

/** The Python that can run the S3 server, in an environment of its own in the cache, made first if need be. */
export async function fetchS3Server(): Promise<string> {
  const home = path.join(cacheFolder(), 's3', 'moto-5.2.5');
  const python = path.join(home, 'bin', 'python');
  if (existsSync(home)) return python;
  return withCacheLock('s3-moto', async () => {
    if (existsSync(home)) return python;
    progress('s3: fetching moto');
    const scratch = `${home}.part`;
    rmSync(scratch, { recursive: true, force: true });
    mkdirSync(path.dirname(home), { recursive: true });
    await makeEnvironment(scratch);
    // By its Python and never by a script: what is renamed at the end does not find its own scripts again.
    await runOrThrow(path.join(scratch, 'bin', 'python'), ['-m', 'pip', 'install', '-q', ...PACKAGES], {
      timeoutMs: 10 * 60_000,
    });
    renameSync(scratch, home);
    return python;
  });
}

// Debian splits `venv` off its Python: the first try tells whether it is there.
async function makeEnvironment(folder: string): Promise<void> {
  const first = await run('python3', ['-m', 'venv', folder]);
  if (first.code === 0) return;
  await ensureDebianPackages(['python3', 'python3-venv']);
  rmSync(folder, { recursive: true, force: true });
  await runOrThrow('/usr/bin/python3', ['-m', 'venv', folder]);
}
