import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';

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

interface FailureWords {
  /** Whether there is no such file. */
  isAbsent: (thrown: unknown) => boolean;
  /** Why it could not be used, for people. */
  detailOf: (thrown: unknown) => string;
  /** A path as people know it. */
  shown: (file: string) => string;
}

/** Explains what goes wrong with files of an installation as `installation-file`, in the words of where they are. */
export function explaining({ isAbsent, detailOf, shown }: FailureWords) {
  const unusable = (file: string, detail: string): AppFailure =>
    new AppFailure(appError('installation-file', { what: shown(file), detail }));
  const explained = async <Result>(file: string, work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (thrown) {
      throw thrown instanceof AppFailure ? thrown : unusable(file, detailOf(thrown));
    }
  };
  const absentAs = <Result>(absent: Result, file: string, work: () => Promise<Result>): Promise<Result> =>
    explained(file, () =>
      work().catch((thrown: unknown) => {
        if (isAbsent(thrown)) return absent;
        throw thrown;
      }),
    );
  return { unusable, explained, absentAs };
}

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
