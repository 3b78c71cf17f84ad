import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Timing } from '#core/ports.ts';
import type { BackupSelection } from '#shared/model/primitives.ts';
import type { Fixes } from './random-model.ts';

/** The moment of death: at the nth write of a journal or of a backup's record, or some milliseconds later. */
export interface Death {
  write: number;
  when: 'before' | 'after' | 'later';
  delay: number;
}

export interface RandomDeath extends Death {
  kind: 'backup' | 'restore';
  folder: string;
  gatewayId: string;
  backup: string;
  selection: BackupSelection;
  fixes: Fixes;
  quiesce: boolean;
  secrets: Record<string, string>;
  timing: Partial<Timing>;
}

export interface Died {
  /** The last record on disk: the step of a journal, `backup`, or null when there was none yet. */
  step: string | null;
  /** How the work ended, where it did before the moment came; null when it was killed. */
  ended: string | null;
}

/** The program that dies, made into one file: started as it is, it would take a second each time. */
export class RandomChild {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'gateway-vault-child-'));

  async build(): Promise<void> {
    await build({
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: fileURLToPath(new URL('random-child.ts', import.meta.url)),
        outDir: this.#folder,
        emptyOutDir: false,
        minify: false,
        rolldownOptions: { output: { entryFileNames: 'child.mjs' } },
      },
    });
  }

  async die(order: RandomDeath): Promise<Died> {
    const file = path.join(this.#folder, 'child.mjs');
    const child = spawn(process.execPath, [file, JSON.stringify(order)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [said, complained] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()));
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    const lines = said.trim().split('\n');
    const ended = lines.find((line) => line.startsWith('ended')) ?? null;
    if (signal !== 'SIGKILL' && ended === null)
      throw new Error(`The program that should die ended with ${code}: ${complained.slice(-2_000)}`);
    const steps = lines.filter((line) => line !== '' && !line.startsWith('ended'));
    return { step: steps.at(-1) ?? null, ended };
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
