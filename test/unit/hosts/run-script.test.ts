import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { localCommand } from '#core/hosts/command.ts';
import { runScript, type ScriptCall } from '#core/hosts/run-script.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { temporaryFolders } from '../files/temporary-folder.ts';

const folderOf = temporaryFolders();

function script(lines: string[], folder = folderOf()): ScriptCall & { folder: string } {
  const file = path.join(folder, 'tool');
  writeFileSync(file, ['#!/bin/sh', ...lines, ''].join('\n'));
  chmodSync(file, 0o755);
  const env = { PATH: process.env.PATH ?? '' };
  return { file, args: [], env, folder, timeoutMs: 20_000 };
}

describe.skipIf(process.platform === 'win32')('a script', () => {
  it('gets its arguments one by one, its input, and no more of the environment than it is given', async () => {
    const call = script(['for one in "$@"; do echo "[$one]"; done', 'cat', 'echo "home=$HOME"']);
    const args = ['a b', '$(touch x)', '; touch y', '*'];
    const result = await runScript({ ...call, args, input: 'secret\n' });
    expect(result).toEqual({
      code: 0,
      output: ['[a b]', '[$(touch x)]', '[; touch y]', '[*]', 'secret', 'home='],
      timedOut: false,
    });
    expect(existsSync(path.join(call.folder, 'x')) || existsSync(path.join(call.folder, 'y'))).toBe(false);
  });

  it('is told by its code, also when it reads nothing of a long input', async () => {
    const result = await runScript({ ...script(['echo no >&2', 'exit 7']), input: 'x'.repeat(1_000_000) });
    expect(result).toEqual({ code: 7, output: ['no'], timedOut: false });
    expect(await runScript({ ...script([]), file: '/absent/tool' })).toMatchObject({ code: 126 });
  });

  it('that never ends is ended by its deadline, with what it started and nothing else', async () => {
    const other = runScript(script(['read -r line; echo "$line"']));
    // What it started holds its output: the call would not come back while that one lives.
    const call = script(['sleep 600 &', 'echo waiting', 'wait']);
    const result = await runScript({ ...call, timeoutMs: 3_000 });
    expect(result).toEqual({ code: null, output: ['waiting'], timedOut: true });
    expect(await other).toMatchObject({ code: 0 });
  });

  it.each([
    ['has ended', 'exit 3', { code: 3, timedOut: false }],
    ['never ends', 'wait', { code: null, timedOut: true }],
  ])('that %s comes back at its deadline, whoever holds its output', async (_what, last, end) => {
    // In a session of its own it is none of what the deadline ends.
    const call = script(['setsid sleep 600 &', 'echo $!', last]);
    const result = await runScript({ ...call, timeoutMs: 2_000 });
    process.kill(Number(result.output[0]));
    expect(result).toMatchObject(end);
  });

  it('may say much: only the end is kept', async () => {
    const { output } = await runScript(
      script(['i=0; while [ $i -lt 9000 ]; do echo "line $i"; i=$((i+1)); done']),
    );
    expect(output.at(-1)).toBe('line 8999');
    expect(output.join('\n').length).toBeLessThanOrEqual(64 * 1024);
  });
});

describe('the command of a script', () => {
  it('is the script itself, and for a batch file its interpreter', () => {
    expect(localCommand('/es/bin/tool', ['a', 'b&c'], {})).toEqual({
      command: '/es/bin/tool',
      args: ['a', 'b&c'],
      verbatim: false,
    });
    const batch = 'C:\\Program Files (x86)\\Software AG\\bin\\tool.bat';
    expect(localCommand(batch, ['install', '--batch'], {})).toEqual({
      command: 'C:\\Windows\\System32\\cmd.exe',
      args: ['/d', '/s', '/c', `""${batch}" "install" "--batch""`],
      verbatim: true,
    });
  });

  it.each([
    'C:\\a&b\\tool.bat',
    'C:\\%PATH%\\tool.bat',
    'C:\\a"b\\tool.bat',
    'C:\\a!b\\tool.bat',
    'C:\\a^b\\tool.cmd',
  ])('is refused for %s, which Windows would act on', (file) => {
    expect(() => localCommand(file, [], {})).toThrow(AppFailure);
  });
});
