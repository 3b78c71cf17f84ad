import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

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
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: fileURLToPath(new URL(`${this.#name}.ts`, import.meta.url)),
        outDir: this.#folder,
        emptyOutDir: false,
        minify: false,
        rolldownOptions: { output: { entryFileNames: 'program.mjs' } },
      },
    });
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
