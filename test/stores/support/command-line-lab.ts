import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'vite';
import { REPOSITORY } from '#lab/electron/runtime.ts';

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** The programs of the command line as they are shipped, run by plain Node. */
export class CommandLine {
  readonly #bundle = mkdtempSync(path.join(tmpdir(), 'gateway-vault-cli-'));
  /** Where the programs are run: no folder of theirs. */
  readonly elsewhere = mkdtempSync(path.join(tmpdir(), 'gateway vault cwd '));

  async build(): Promise<void> {
    await build({
      configFile: path.join(REPOSITORY, 'cli.config.ts'),
      root: REPOSITORY,
      logLevel: 'error',
      build: { outDir: this.#bundle, emptyOutDir: true, minify: false },
    });
  }

  async run(
    program: 'apigatewayUtil' | 'gateway-vault',
    args: readonly string[],
    env: Record<string, string> = {},
    isUnheard = false,
  ): Promise<Ended> {
    const child = spawn(process.execPath, [path.join(this.#bundle, `${program}.mjs`), ...args], {
      cwd: this.elsewhere,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, ...env },
    });
    // The reader goes before the first line, like `| true` in a script.
    if (isUnheard) child.stdout.destroy();
    const said = Promise.all([isUnheard ? '' : text(child.stdout), text(child.stderr)]);
    const [code] = (await once(child, 'close')) as [number | null];
    const [out, err] = await said;
    return { code, out, err };
  }

  remove(): void {
    for (const folder of [this.#bundle, this.elsewhere]) rmSync(folder, { recursive: true, force: true });
  }
}
