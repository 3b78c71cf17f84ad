/** What was given with a command, by the names of the options. */
export type Options = ReadonlyMap<string, string>;

/** A list of an option, parted by commas; undefined when it is not given. */
export function listOf(options: Options, name: string): string[] | undefined {
  return options
    .get(name)
    ?.split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** Whether an option of true and false is given as true. */
export const isOn = (options: Options, name: string): boolean => options.get(name)?.toLowerCase() === 'true';
