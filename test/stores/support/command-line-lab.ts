import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { REPOSITORY } from '#lab/electron/runtime.ts';

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

type Program = 'apigatewayUtil' | 'gateway-vault';

/** What is around a process: nobody who reads what it prints, or a shell that sets limits before it becomes it. */
interface Around {
  isUnheard?: boolean;
  shell?: string;
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
    program: Program,
    args: readonly string[],
    env: Record<string, string> = {},
    around: Around = {},
  ): Promise<Ended> {
    return this.start(program, args, env, around).ended;
  }

  /** The same for a test that does something while it runs. */
  start(
    program: Program,
    args: readonly string[],
    env: Record<string, string> = {},
    { isUnheard = false, shell = 'exec "$0" "$@"' }: Around = {},
  ): { child: ChildProcess; ended: Promise<Ended>; said: () => Omit<Ended, 'code'> } {
    const command = [process.execPath, path.join(this.#bundle, `${program}.mjs`), ...args];
    const child = spawn('sh', ['-c', shell, ...command], {
      cwd: this.elsewhere,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, ...env },
    });
    // The reader goes before the first line, like `| true` in a script.
    if (isUnheard) child.stdout.destroy();
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
    const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...said }));
    return { child, ended, said: () => said };
  }

  remove(): void {
    for (const folder of [this.#bundle, this.elsewhere]) rmSync(folder, { recursive: true, force: true });
  }
}
