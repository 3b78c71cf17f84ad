import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, statfsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { SpawnCommand, SupervisorCommand, SupervisorEvent } from './protocol.ts';

const MEMORY_NEEDED = 4 * 1024 ** 3;

/** A program with a temp folder of its own; both vanish when this process ends, even by kill -9. */
export interface Supervised {
  readonly folder: string;
  /** A second folder that vanishes too, in memory where the machine has room: nothing there waits for a disk. */
  readonly fastFolder: string;
  readonly pid: number | undefined;
  readonly exit: string | undefined;
  start(command: Omit<SpawnCommand, 'do'>): Promise<number>;
  /** Signals the whole process group and waits until the program has ended. */
  kill(signal: NodeJS.Signals, patienceMs?: number): Promise<void>;
  /** Kills what runs, removes the folder and waits for both. */
  stop(): Promise<void>;
}

/** Starts a supervisor and makes the temp folder `<tmp>/gateway-vault-lab-<label>-…` that it will remove. */
export function supervise(label: string, options: { realDisk?: boolean } = {}): Supervised {
  const folder = makeFolder(tmpdir(), label);
  const memory = options.realDisk === true ? undefined : memoryRoot();
  const folders = memory === undefined ? [folder] : [folder, makeFolder(memory, label)];
  const supervisor = spawn(process.execPath, ['--import', tsxLoader(), supervisorFile(), ...folders], {
    cwd: tmpdir(),
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: plainEnvironment(),
  });
  return new SupervisedProcess(folder, folders[1] ?? folder, supervisor);
}

function makeFolder(root: string, label: string): string {
  const folder = mkdtempSync(path.join(root, `gateway-vault-lab-${label}-`));
  chmodSync(folder, 0o755);
  return folder;
}

// Containers often have a tiny one: then the disk it is.
function memoryRoot(): string | undefined {
  const root = '/dev/shm';
  if (!existsSync(root)) return undefined;
  const { bavail, bsize } = statfsSync(root);
  return bavail * bsize > MEMORY_NEEDED ? root : undefined;
}

/** The few variables that a lab program needs; nothing of the test runner leaks into it. */
export function plainEnvironment(extra: Record<string, string> = {}): Record<string, string> {
  const names = ['PATH', 'HOME', 'LANG', 'TMPDIR'];
  const kept = names.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), ...extra };
}

function supervisorFile(): string {
  return fileURLToPath(new URL('supervisor.ts', import.meta.url));
}

function tsxLoader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
}

class SupervisedProcess implements Supervised {
  readonly folder: string;
  readonly fastFolder: string;
  pid: number | undefined;
  exit: string | undefined;
  readonly #supervisor: ChildProcess;
  #wake: (() => void)[] = [];

  constructor(folder: string, fastFolder: string, supervisor: ChildProcess) {
    this.folder = folder;
    this.fastFolder = fastFolder;
    this.#supervisor = supervisor;
    // The runner may end whenever it likes: the supervisor then cleans up behind it.
    supervisor.unref();
    supervisor.stdin?.on('error', () => undefined);
    for (const stream of [supervisor.stdin, supervisor.stdout])
      (stream as { unref?(): void } | null)?.unref?.();
    createInterface({ input: supervisor.stdout! }).on('line', (line) =>
      this.#hear(JSON.parse(line) as SupervisorEvent),
    );
    supervisor.once('exit', () =>
      this.#hear({ event: 'exit', code: null, signal: null, error: 'supervisor' }),
    );
  }

  async start(command: Omit<SpawnCommand, 'do'>): Promise<number> {
    this.exit = undefined;
    this.#send({ do: 'spawn', ...command });
    await this.#until(
      () => this.pid !== undefined || this.exit !== undefined,
      30_000,
      'the supervisor to answer',
    );
    if (this.pid === undefined) throw new Error(`${command.file} did not start: ${this.#reason()}`);
    return this.pid;
  }

  #reason(): string {
    return this.exit ?? 'no reason given';
  }

  async kill(signal: NodeJS.Signals, patienceMs = 30_000): Promise<void> {
    if (this.pid === undefined) return;
    this.#send({ do: 'signal', signal });
    await this.#until(() => this.pid === undefined, patienceMs, `the process to end after ${signal}`);
  }

  async stop(): Promise<void> {
    if (this.#supervisor.exitCode !== null || this.#supervisor.signalCode !== null) return;
    this.#supervisor.ref();
    const gone = once(this.#supervisor, 'exit');
    this.#supervisor.stdin?.end();
    await gone;
  }

  #send(command: SupervisorCommand): void {
    this.#supervisor.stdin?.write(`${JSON.stringify(command)}\n`);
  }

  #hear(event: SupervisorEvent): void {
    if (event.event === 'spawned') {
      this.pid = event.pid;
    } else {
      this.pid = undefined;
      this.exit ??= event.error ?? `exit code ${String(event.code)}, signal ${String(event.signal)}`;
    }
    for (const wake of this.#wake.splice(0)) wake();
  }

  async #until(done: () => boolean, patienceMs: number, what: string): Promise<void> {
    const deadline = Date.now() + patienceMs;
    while (!done()) {
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`Waited ${patienceMs} ms for ${what}`);
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#wake.push(resolve);
        timer = setTimeout(resolve, left);
      });
      clearTimeout(timer);
    }
  }
}
