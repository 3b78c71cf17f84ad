import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Timing } from '#core/ports.ts';
import type { BackupSelection } from '#shared/model/primitives.ts';
import { BundledProgram } from './bundled-program.ts';
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

/** The program that dies, and what it says before. */
export class RandomChild {
  readonly #program = new BundledProgram('random-child');

  build(): Promise<void> {
    return this.#program.build();
  }

  async die(order: RandomDeath): Promise<Died> {
    const child = spawn(process.execPath, [this.#program.file, JSON.stringify(order)], {
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
    this.#program.remove();
  }
}
