import type { CommandDef, Grammar, OptionDef } from './grammar.ts';

/** The help of a whole program. */
export function helpOf<Id extends string>(grammar: Grammar<Id>): string {
  const wide = Math.max(...grammar.commands.map((one) => one.words.join(' ').length));
  return [
    `Usage: ${grammar.program} <command> [options]`,
    '',
    grammar.about,
    '',
    'Commands:',
    ...grammar.commands.map((one) => `  ${one.words.join(' ').padEnd(wide)}  ${one.text}`),
    '',
    'Options of every command:',
    ...optionLines(grammar.prefix, grammar.common),
    '',
    `${grammar.program} <command> ${grammar.prefix}help tells the options of a command.`,
    ...(grammar.prefix === '--' ? [`${grammar.program} --version tells which one this is.`] : []),
  ].join('\n');
}

/** The help of one command. */
export function helpOfCommand<Id extends string>(grammar: Grammar<Id>, command: CommandDef<Id>): string {
  return [
    `Usage: ${usageOf(grammar, command)}`,
    '',
    command.text,
    ...(command.options.length === 0
      ? []
      : ['', 'Options:', ...optionLines(grammar.prefix, command.options)]),
    '',
    'Options of every command:',
    ...optionLines(grammar.prefix, grammar.common),
  ].join('\n');
}

/** A command with its own options, in one line. */
export function usageOf<Id extends string>(grammar: Grammar<Id>, command: CommandDef<Id>): string {
  const options = command.options.map((one) => {
    const text = labelOf(grammar.prefix, one);
    return one.required === true ? text : `[${text}]`;
  });
  return [grammar.program, ...command.words, ...options].join(' ');
}

/** What an option does, with the values it takes. */
export function textOf(option: OptionDef): string {
  const values =
    option.oneOf === undefined
      ? ''
      : ` One ${option.several === true ? 'or more ' : ''}of ${option.oneOf.join(', ')}.`;
  return `${option.text}${values}`;
}

/** An option as it is typed. */
export function labelOf(prefix: string, option: OptionDef): string {
  return option.value === null ? `${prefix}${option.name}` : `${prefix}${option.name} <${option.value}>`;
}

function optionLines(prefix: string, options: readonly OptionDef[]): string[] {
  const wide = Math.max(...options.map((one) => labelOf(prefix, one).length));
  return options.map((one) => `  ${labelOf(prefix, one).padEnd(wide)}  ${textOf(one)}`);
}
