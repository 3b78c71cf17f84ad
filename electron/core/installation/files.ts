/** A file that is replaced. */
export interface FileReplacement {
  /** What it holds, as far as the one who wants the change knows. */
  before: Buffer;
  bytes: Buffer;
  /** Name of the copy that stays beside it. */
  copy: string;
}

/**
 * The files of one installation, wherever they are. Paths are relative to it and separated by `/` on every system.
 * Reading needs no more than this, so that another way to reach a machine is one more implementation.
 */
export interface InstallationFiles {
  /** The folder of the installation, as its own machine writes it. */
  readonly root: string;
  /** The content; `null` when there is no such file. Rejects with `installation-file`. */
  read(path: string): Promise<Buffer | null>;
  /** Names in a folder, sorted; empty when there is no such folder. */
  list(folder: string): Promise<string[]>;
  /**
   * Replaces the content of a file that is there, after a copy of the former one was made beside it. Owner and rights
   * stay as they are. Rejects with `setup-outdated` when it is no longer what it was, and with `installation-file`;
   * the file then holds what it held before, or the copy does.
   */
  replace(path: string, change: FileReplacement): Promise<void>;
}

/** Files of configuration are small; a larger one is none, and would only fill the memory. In bytes. */
export const LONGEST_FILE = 4 * 1024 * 1024;

/** The same files, each asked for once: for one reading, which looks into some of them more than once. */
export function remembering(files: InstallationFiles): InstallationFiles {
  const once = <Value>(ask: (path: string) => Promise<Value>): ((path: string) => Promise<Value>) => {
    const answers = new Map<string, Promise<Value>>();
    return (path) => {
      const answer = answers.get(path) ?? ask(path);
      answers.set(path, answer);
      return answer;
    };
  };
  return {
    root: files.root,
    read: once((path) => files.read(path)),
    list: once((folder) => files.list(folder)),
    replace: (path, change) => files.replace(path, change),
  };
}
