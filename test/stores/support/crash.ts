import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'vitest';
import type { Step } from '#core/restore/journal.ts';
import type { PlanFix } from '#shared/model/plan.ts';
import type { BundledProgram } from './bundled-program.ts';

/** The moment of death: at the nth write of a journal of this step. */
export interface Death {
  step: Step;
  write: number;
  /** `before` the write: the work before it is done. `after` it: the step has not begun. */
  when: 'before' | 'after' | 'while-waiting';
}

export interface CrashOrder {
  folder: string;
  gatewayId: string;
  backup: string;
  fixes: Record<string, PlanFix>;
  secrets: Record<string, string>;
  /** The restore is cancelled while it copies, so that it goes back. */
  cancel: boolean;
  die: Death;
}

/** Runs a restore in a process of its own that is killed on its way. Fails when it was not. */
export async function crash(program: BundledProgram, order: CrashOrder): Promise<void> {
  const child = spawn(process.execPath, [program.file, JSON.stringify(order)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(signal, said.slice(-2_000)).toBe('SIGKILL');
}
