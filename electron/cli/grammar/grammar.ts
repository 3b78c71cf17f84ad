/** One option of a command. */
export interface OptionDef {
  name: string;
  /** Other spellings that scripts use. */
  aliases?: readonly string[];
  /** What its value is called in the help; null where it takes none. */
  value: string | null;
  /** The only values it takes; with `several` a list of them, parted by commas. */
  oneOf?: readonly string[];
  several?: boolean;
  /** The most characters that its value may have. */
  maxLength?: number;
  required?: boolean;
  /** The option that it cannot be given together with. */
  excludes?: string;
  text: string;
}

/** One command: what it is called, what it takes, and what it does in one sentence. */
export interface CommandDef<Id extends string> {
  id: Id;
  words: readonly string[];
  aliases?: readonly (readonly string[])[];
  text: string;
  options: readonly OptionDef[];
}

/** A whole program. Its help and its documentation are made from this. */
export interface Grammar<Id extends string> {
  program: string;
  about: string;
  prefix: '-' | '--';
  commands: readonly CommandDef<Id>[];
  /** Options that every command takes. */
  common: readonly OptionDef[];
  /** Commands of the vendor's utility that are refused, with the reason. */
  refusedCommands: readonly { words: readonly string[]; why: string }[];
  /** Options that are refused, with the reason. */
  refusedOptions: readonly { name: string; why: string }[];
}

/** All options of a command, its own first. */
export function optionsOf<Id extends string>(grammar: Grammar<Id>, command: CommandDef<Id>): OptionDef[] {
  return [...command.options, ...grammar.common];
}

/** What may be gone on with although the desktop program asks for it to be typed. */
export const RISKS = ['no-way-back', 'other-release', 'cluster-settings'] as const;

/** The risks that a restore may be allowed to take. */
export const ALLOWED_RISKS: OptionDef = {
  name: 'allow',
  value: 'risks',
  oneOf: RISKS,
  several: true,
  text: 'Goes on without a safety backup, with a backup of another release of the gateway, or with templates and settings that the whole data store has in common.',
};
