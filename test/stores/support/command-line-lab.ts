import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { REPOSITORY } from '#lab/electron/runtime.ts';
import { loadedParts } from '#lab/processes/loaded-parts.ts';
import type { Grammar } from '../../../electron/cli/grammar/grammar.ts';
import { MODERN } from '../../../electron/cli/grammar/modern.ts';
import { parseCommandLine } from '../../../electron/cli/grammar/parse.ts';
import { UTILITY } from '../../../electron/cli/grammar/utility.ts';
import { type Bundle, giveBundleBack, takeBundle } from './command-line-bundle.ts';
import { expectDocumented } from './command-line-printed.ts';

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

type Program = 'apigatewayUtil' | 'gateway-vault';
const GRAMMARS: Readonly<Record<Program, Grammar<string>>> = {
  apigatewayUtil: UTILITY,
  'gateway-vault': MODERN,
};

/** What is around a process: nobody who reads what it prints, or a shell that sets limits before it becomes it. */
interface Around {
  isUnheard?: boolean;
  shell?: string;
}

/** Every command of both grammars, with its program. */
export const ALL_COMMANDS: readonly string[] = Object.values(GRAMMARS).flatMap(({ program, commands }) =>
  commands.map(({ words }) => [program, ...words].join(' ')),
);

/** Where `onTerminal` works. */
export const HAS_TERMINALS = process.platform === 'linux';

/** The programs of the command line as they are shipped, run by plain Node. */
export class CommandLine {
  #bundle: Bundle | null = null;
  /** Where the programs are run: no folder of theirs. */
  readonly elsewhere = mkdtempSync(path.join(tmpdir(), 'gateway vault cwd '));
  /** The commands that were carried out, whatever they found: no help, no dry run, nothing that was refused. */
  readonly carriedOut = new Set<string>();
  /** The commands of which a result as an object was seen, and found to be as it is documented. */
  readonly documented = new Set<string>();

  async build(): Promise<void> {
    this.#bundle ??= await takeBundle();
  }

  /** The file of a program. */
  fileOf(program: Program): string {
    if (this.#bundle === null) throw new Error('The programs are not built.');
    return path.join(this.#bundle.folder, `${program}.mjs`);
  }

  /** The sources that a program loads for a command, below the folder of this project. */
  async sourcesFor(
    program: Program,
    args: readonly string[],
    env: Record<string, string>,
  ): Promise<string[]> {
    const files = await loadedParts(
      this.fileOf(program),
      args,
      { PATH: process.env.PATH, ...env },
      this.elsewhere,
    );
    const sources = files.flatMap((file) => this.#bundle?.sources.get(file.replaceAll(path.sep, '/')) ?? []);
    return sources.map((source) => path.relative(REPOSITORY, source));
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
    const command = [process.execPath, this.fileOf(program), ...args];
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
    const ended = once(child, 'close').then(([code]) => {
      const how = { code: code as number | null, ...said };
      this.#note(program, args, how, isUnheard);
      return how;
    });
    return { child, ended, said: () => said };
  }

  /**
   * The same on a terminal that shows what is typed, as any does: `screen` is all that was ever written to it. The tool
   * for it is part of every Linux, and speaks another language elsewhere.
   */
  onTerminal(
    program: Program,
    args: readonly string[],
    env: Record<string, string>,
  ): { type: (keys: string) => void; screen: () => string; ended: Promise<number | null> } {
    const command = [process.execPath, this.fileOf(program), ...args].map((word) => `'${word}'`).join(' ');
    const child = spawn('script', ['-q', '-e', '-E', 'always', '-c', command, '/dev/null'], {
      cwd: this.elsewhere,
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { PATH: process.env.PATH, TERM: 'xterm-256color', SHELL: '/bin/sh', ...env },
    });
    let screen = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (screen += text));
    const ended = once(child, 'close').then(([code]) => code as number | null);
    return { type: (keys) => void child.stdin.write(keys), screen: () => screen, ended };
  }

  /** A process that was killed has no code, and one that was refused has 1: neither shows that the command works. */
  #note(program: Program, args: readonly string[], { code, out, err }: Ended, isUnheard: boolean): void {
    const parsed = parseCommandLine(GRAMMARS[program], args);
    if (parsed.kind !== 'command' || code === null) return;
    const { id, words } = parsed.command;
    if (parsed.options.has('json') && !isUnheard) {
      expectDocumented(id, { code, out, err });
      if (code !== 1) this.documented.add([program, ...words].join(' '));
    }
    if (code !== 1 && !parsed.options.has('dry-run')) this.carriedOut.add([program, ...words].join(' '));
  }

  remove(): void {
    if (this.#bundle !== null) giveBundleBack(this.#bundle);
    this.#bundle = null;
    rmSync(this.elsewhere, { recursive: true, force: true });
  }
}
