import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect } from 'vitest';
import { usedPartsOnly, withoutCompiledParts } from '../../../bundle-parts.ts';

/** A program of the tests as one file that plain Node runs: loaded part by part it would start a second later. */
export class BundledProgram {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'gateway-vault-program-'));
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  get file(): string {
    return path.join(this.#folder, 'program.mjs');
  }

  async build(): Promise<void> {
    await build({
      configFile: false,
      plugins: [withoutCompiledParts],
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: fileURLToPath(new URL(`${this.#name}.ts`, import.meta.url)),
        outDir: this.#folder,
        emptyOutDir: false,
        minify: false,
        rolldownOptions: {
          treeshake: usedPartsOnly,
          // A library of the old module system asks for it.
          output: { entryFileNames: 'program.mjs', banner: 'const __dirname = import.meta.dirname;' },
        },
      },
    });
  }

  /** Runs it with an order until it is killed by signal 9. Fails when it ended in another way. */
  async mustDie(order: object): Promise<void> {
    const child = spawn(process.execPath, [this.file, JSON.stringify(order)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect(signal, said.slice(-2_000)).toBe('SIGKILL');
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
