import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { REPOSITORY } from '#lab/electron/runtime.ts';
import { progress, runOrThrow } from '#lab/processes/run.ts';

/** Packs the built command line as npm would publish it, installs that elsewhere, and runs both programs from there. */
export async function installsByNpm(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gateway-vault-npm-'));
  try {
    await runOrThrow('npm', ['pack', '--pack-destination', folder], { cwd: REPOSITORY });
    const [packed] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
    const prefix = path.join(folder, 'prefix');
    const install = ['install', '--global', '--offline', '--no-audit', '--no-fund', '--prefix', prefix];
    await runOrThrow('npm', [...install, path.join(folder, packed ?? '')], { cwd: folder });
    const modules = path.join(prefix, 'lib', 'node_modules');
    const found = readdirSync(modules, { recursive: true, encoding: 'utf8' });
    if (found.some((name) => name.includes(path.join('gateway-vault', 'node_modules'))))
      throw new Error('the command line brings node_modules');
    for (const [program, help] of [
      ['gateway-vault', '--help'],
      ['apigatewayUtil', '-help'],
    ] as const)
      await runOrThrow(path.join(prefix, 'bin', program), [help], { cwd: folder });
    progress('the command line installs by npm, without a dependency, and runs');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
