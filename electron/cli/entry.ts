import { version } from '../../package.json';
import type { Grammar } from './grammar/grammar.ts';
import { helpOf, helpOfCommand } from './grammar/help.ts';
import { parseCommandLine } from './grammar/parse.ts';
import { processIo } from './io.ts';
import type { Options } from './options.ts';
import { endProcess } from './process-end.ts';
import { FAILED } from './refusal.ts';
import type { Problem } from './results/results.ts';

/** Reads the arguments of this process by a grammar, and ends it with what the command says, or after its help. */
export async function enter<Id extends string>(
  grammar: Grammar<Id>,
  carryOut: (id: Id, options: Options) => Promise<number>,
): Promise<never> {
  return endProcess(await codeOf(grammar, carryOut));
}

async function codeOf<Id extends string>(
  grammar: Grammar<Id>,
  carryOut: (id: Id, options: Options) => Promise<number>,
): Promise<number> {
  const parsed = parseCommandLine(grammar, process.argv.slice(2));
  switch (parsed.kind) {
    case 'problem':
      processIo().err(asksForJson(grammar) ? refusedJson(parsed.text) : parsed.text);
      return FAILED;
    case 'help':
      processIo().out(parsed.command === null ? helpOf(grammar) : helpOfCommand(grammar, parsed.command));
      return 0;
    case 'version':
      processIo().out(asksForJson(grammar) ? JSON.stringify({ version }) : `${grammar.program} ${version}`);
      return 0;
    case 'command':
      return carryOut(parsed.command.id, parsed.options);
  }
}

/** What was refused, for programs. */
export const refusedJson = (title: string): string => problemLine({ error: { code: 'refused', title } });

/** A problem as programs read it. */
export const problemLine = (problem: Problem): string => JSON.stringify(problem);

/** A command line that is wrong cannot be read; a program that wrote it still wants its answer as an object. */
const asksForJson = ({ prefix }: Grammar<string>): boolean =>
  prefix === '--' && process.argv.includes('--json');
