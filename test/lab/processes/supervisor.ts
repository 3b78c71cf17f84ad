/**
 * Runs as a process of its own, one per supervised program. Its standard input is a pipe held by the test
 * runner: lines of JSON are commands, and its end, however the runner died, means kill and clean up.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { SupervisorCommand, SupervisorEvent } from './protocol.ts';

const folders = process.argv.slice(2);
let child: ChildProcess | undefined;
let closing = false;

process.stdout.on('error', () => undefined);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => cleanUp());

createInterface({ input: process.stdin })
  .on('line', (line) => obey(JSON.parse(line) as SupervisorCommand))
  .on('close', () => cleanUp());

function tell(event: SupervisorEvent): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

function obey(command: SupervisorCommand): void {
  if (command.do === 'signal') {
    signalGroup(command.signal);
    return;
  }
  const log = openSync(command.log, 'a', 0o644);
  const started = spawn(command.file, command.args, {
    cwd: command.cwd,
    env: command.env,
    detached: true,
    stdio: ['ignore', log, log],
    ...(command.uid === undefined ? {} : { uid: command.uid, gid: command.uid }),
  });
  child = started;
  closeSync(log);
  started.once('error', (error) => tell({ event: 'exit', code: null, signal: null, error: error.message }));
  started.once('exit', (code, signal) => {
    // Grandchildren (the server behind a launcher) must not outlive the process that was started.
    signalGroup('SIGKILL');
    tell({ event: 'exit', code, signal });
  });
  if (started.pid !== undefined) tell({ event: 'spawned', pid: started.pid });
}

function signalGroup(signal: NodeJS.Signals): void {
  if (child?.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}

function cleanUp(): void {
  if (closing) return;
  closing = true;
  if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) removeFolders(20);
  // Waiting for the end leaves no zombie behind and no write that comes after the removal.
  else child.once('exit', () => removeFolders(20));
  signalGroup('SIGKILL');
}

function removeFolders(tries: number): void {
  try {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  } catch {
    if (tries === 0) process.exit(1);
    setTimeout(() => removeFolders(tries - 1), 200);
  }
}
