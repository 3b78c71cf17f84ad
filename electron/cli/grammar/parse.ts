import { type CommandDef, type Grammar, type OptionDef, optionsOf } from './grammar.ts';
import { nearest } from './nearest.ts';

/** What a command line says. Values are checked against what the option takes; flags have the value `true`. */
export type Parsed<Id extends string> =
  | { kind: 'command'; command: CommandDef<Id>; options: ReadonlyMap<string, string> }
  | { kind: 'help'; command: CommandDef<Id> | null }
  | { kind: 'version' }
  | { kind: 'problem'; text: string };

/** Reads a command line. Never throws; a problem is one line that names what is nearest to a word not known. */
export function parseCommandLine<Id extends string>(
  grammar: Grammar<Id>,
  argv: readonly string[],
): Parsed<Id> {
  const helps = [`${grammar.prefix}help`, ...(grammar.prefix === '--' ? ['-h', 'help'] : [])];
  if (argv.length === 0 || helps.includes(argv[0] ?? '')) return { kind: 'help', command: null };
  if (grammar.prefix === '--' && argv[0] === '--version') return { kind: 'version' };
  const words = leadingWords(argv);
  const refused = grammar.refusedCommands.find((one) => begins(words, one.words));
  if (refused !== undefined) return problem(`${refused.words.join(' ')}: ${refused.why}`);
  const found = findCommand(grammar, words);
  if (found === null) return problem(unknownCommand(grammar, words));
  const rest = argv.slice(found.length);
  if (asksForHelp(grammar, found.command, rest, helps)) return { kind: 'help', command: found.command };
  return readOptions(grammar, found.command, rest);
}

/** A backup may be called "help": what stands as the value of an option asks for none. */
function asksForHelp<Id extends string>(
  grammar: Grammar<Id>,
  command: CommandDef<Id>,
  rest: readonly string[],
  helps: readonly string[],
): boolean {
  const known = optionsOf(grammar, command);
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? '';
    if (helps.includes(word)) return true;
    const option = word.startsWith(grammar.prefix)
      ? optionNamed(known, word.slice(grammar.prefix.length))
      : undefined;
    if (option !== undefined && option.value !== null && rest[at + 1] !== helps[0]) at++;
  }
  return false;
}

const optionNamed = (known: readonly OptionDef[], name: string): OptionDef | undefined =>
  known.find((one) => one.name === name || one.aliases?.includes(name) === true);

function readOptions<Id extends string>(
  grammar: Grammar<Id>,
  command: CommandDef<Id>,
  rest: readonly string[],
): Parsed<Id> {
  const known = optionsOf(grammar, command);
  const options = new Map<string, string>();
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? '';
    if (!word.startsWith(grammar.prefix))
      return problem(`"${word}" belongs to no option. A value with blanks stands in quotes.`);
    const [given, attached] = splitWord(word.slice(grammar.prefix.length), grammar.prefix);
    const refused = grammar.refusedOptions.find((one) => one.name === given);
    if (refused !== undefined) return problem(`${grammar.prefix}${given}: ${refused.why}`);
    const option = optionNamed(known, given);
    if (option === undefined) return problem(unknownOption(grammar, command, given, known));
    if (options.has(option.name)) return problem(`${grammar.prefix}${option.name} is given twice.`);
    if (option.value === null) {
      if (attached !== null) return problem(`${grammar.prefix}${option.name} takes no value.`);
      options.set(option.name, 'true');
      continue;
    }
    const value = attached ?? rest[++at];
    if (value === undefined || (attached === null && isOption(grammar, known, value)))
      return problem(`${grammar.prefix}${option.name} needs a value: ${option.value}.`);
    const wrong = wrongValue(grammar.prefix, option, value);
    if (wrong !== null) return problem(wrong);
    options.set(option.name, value);
  }
  const clash = known.find(
    (one) => one.excludes !== undefined && options.has(one.name) && options.has(one.excludes),
  );
  if (clash?.excludes !== undefined)
    return problem(
      `${grammar.prefix}${clash.name} and ${grammar.prefix}${clash.excludes} cannot be given together.`,
    );
  const missing = command.options.find((one) => one.required === true && !options.has(one.name));
  if (missing !== undefined)
    return problem(`${command.words.join(' ')} needs ${grammar.prefix}${missing.name}.`);
  return { kind: 'command', command, options };
}

/** `-name -tenant x` forgot the value of the first; `-name -5` did not. */
function isOption(grammar: Grammar<string>, known: readonly OptionDef[], word: string): boolean {
  if (!word.startsWith(grammar.prefix)) return false;
  return optionNamed(known, word.slice(grammar.prefix.length)) !== undefined;
}

function splitWord(word: string, prefix: string): [string, string | null] {
  const cut = prefix === '--' ? word.indexOf('=') : -1;
  return cut === -1 ? [word, null] : [word.slice(0, cut), word.slice(cut + 1)];
}

function wrongValue(prefix: string, option: OptionDef, value: string): string | null {
  const most = option.maxLength ?? Number.POSITIVE_INFINITY;
  if (value.length > most)
    return `${prefix}${option.name} takes at most ${most} characters; these are ${value.length}.`;
  if (option.oneOf === undefined) return null;
  const given = option.several === true ? value.split(',').map((one) => one.trim()) : [value];
  const allowed = option.oneOf.map((one) => one.toLowerCase());
  const bad = given.find((one) => !allowed.includes(one.toLowerCase()));
  if (bad === undefined) return null;
  return `${prefix}${option.name} does not take "${bad}". It takes ${option.oneOf.join(', ')}.`;
}

function leadingWords(argv: readonly string[]): string[] {
  const end = argv.findIndex((word) => word.startsWith('-'));
  return (end === -1 ? argv : argv.slice(0, end)).slice(0, 3);
}

const begins = (words: readonly string[], wanted: readonly string[]): boolean =>
  wanted.every((word, at) => words[at] === word);

function findCommand<Id extends string>(
  grammar: Grammar<Id>,
  words: readonly string[],
): { command: CommandDef<Id>; length: number } | null {
  for (const command of grammar.commands)
    for (const form of [command.words, ...(command.aliases ?? [])])
      if (begins(words, form)) return { command, length: form.length };
  return null;
}

function unknownCommand<Id extends string>(grammar: Grammar<Id>, words: readonly string[]): string {
  const given = words.slice(0, 2).join(' ');
  const near = nearest(
    given,
    grammar.commands.map((one) => one.words.join(' ')),
  );
  const hint = near === null ? '' : ` The nearest is: ${near}.`;
  return `No such command - ${given}.${hint} ${grammar.program} ${grammar.prefix}help lists all.`;
}

function unknownOption<Id extends string>(
  grammar: Grammar<Id>,
  command: CommandDef<Id>,
  given: string,
  known: readonly OptionDef[],
): string {
  const near = nearest(
    given,
    known.map((one) => one.name),
  );
  const hint = near === null ? '' : ` The nearest is ${grammar.prefix}${near}.`;
  return `${command.words.join(' ')} has no option ${grammar.prefix}${given}.${hint}`;
}

const problem = (text: string): { kind: 'problem'; text: string } => ({ kind: 'problem', text });
