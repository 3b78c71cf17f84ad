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
   * stay as they are. Rejects with `installation-file`; the file then holds what it held before, or the copy does.
   */
  replace(path: string, bytes: Buffer, copy: string): Promise<void>;
}
