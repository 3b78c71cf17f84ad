import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';

/** What is handed to the system: a program and its arguments, never a line for a shell. */
export interface Command {
  file: string;
  args: string[];
  /** Windows only: the arguments are taken as they are. */
  verbatim: boolean;
}

/** Signs that the interpreter of batch files would act on, also inside quotes. */
const SPECIAL = /["%!&|<>^\r\n]/;

/**
 * The command of a script. A batch file can be run by its interpreter only, which reads its line once more: a path or
 * an argument with a sign that means something there is refused. Rejects with `setup-by-hand`.
 */
export function commandOf(platform: NodeJS.Platform, script: string, args: readonly string[]): Command {
  if (platform !== 'win32' || !/\.(bat|cmd)$/i.test(script))
    return { file: script, args: [...args], verbatim: false };
  if ([script, ...args].some((part) => SPECIAL.test(part))) {
    const detail = `The path of ${script.split('\\').at(-1) ?? script} holds a sign that Windows would act on.`;
    throw new AppFailure(appError('setup-by-hand', { detail }));
  }
  const line = [script, ...args].map((part) => `"${part}"`).join(' ');
  return { file: 'cmd.exe', args: ['/d', '/s', '/c', `"${line}"`], verbatim: true };
}
