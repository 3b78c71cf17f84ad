import type { AppError } from '#shared/errors/app-error.ts';
import type { EventName, EventPayload } from '#shared/ipc/events.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { HostSurroundings } from './hosts/surroundings.ts';

/** Where saved gateways live. Loading never throws away what it cannot read. */
export interface ProfileStore {
  /** Resolves with what could be read; `notice` tells that an unreadable file was set aside. */
  load(): Promise<{ profiles: GatewayProfile[]; notice: AppError | null }>;
  /** Replaces the whole list, atomically. Rejects with an AppFailure `file-failed`. */
  save(profiles: readonly GatewayProfile[]): Promise<void>;
}

/** Where passwords live. Nothing but the engine reads it. */
export interface SecretVault {
  /** False where the system has no keyring: secrets then last as long as this program runs. */
  readonly persistent: boolean;
  readonly backend: string;
  get(key: string): Promise<string | null>;
  set(key: string, secret: string): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Files of the data folder, by path relative to it. Modes are 0600 and 0700. */
export interface FileStore {
  readonly folder: string;
  read(path: string): Promise<string | null>;
  /** Line by line, for files that may be large; an absent file has none. */
  lines(path: string): AsyncIterable<string>;
  /** On disk, with fsync of file and folder, when it resolves; the old content or the new, never a mix. */
  write(path: string, text: string): Promise<void>;
  /** Adds one line. */
  append(path: string, line: string): Promise<void>;
  /** Whole lines from a byte on, and the byte after them; an absent file has none. For files that only grow. */
  linesFrom(path: string, from: number): Promise<{ lines: string[]; end: number }>;
  /**
   * Tells when something in a folder may have changed, until the signal is aborted. Only a help: on some disks, such as
   * those of a network, it tells nothing.
   */
  watch(folder: string, changed: () => void, signal: AbortSignal): void;
  /** Creates the file only if it is not there; resolves with false otherwise. */
  createExclusive(path: string, text: string): Promise<boolean>;
  /** Names in a folder, sorted; an absent folder is empty. */
  list(folder: string): Promise<string[]>;
  remove(path: string): Promise<void>;
  /** Renames an unreadable file so that it is kept and no longer in the way; resolves with its new name. */
  setAside(path: string): Promise<string>;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms`, or at once when the signal is aborted. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface Logger {
  info(text: string): void;
  warn(text: string): void;
  error(text: string): void;
}

/** Everything the engine needs from around it. */
export interface EnginePorts {
  profiles: ProfileStore;
  vault: SecretVault;
  files: FileStore;
  clock: Clock;
  logger: Logger;
  /** Hears a password that was found in a file, before anything is done with it: no log may hold it. */
  learnSecret?: (secret: string) => void;
  /** The account that runs this program, for the history. */
  user: string;
  emit: <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void;
  timing: Timing;
  /** What the account has for SSH and scripts; left out it is what this process finds. */
  surroundings?: HostSurroundings;
}

/** Deadlines of the engine, injected so that a test can wait seconds where an administrator waits minutes. */
export interface Timing {
  /** A restore without progress of shards or bytes for so long is given up (E15). */
  stalledMs: number;
  /** A shard that stays failed for so long is given up: a server tries again, up to five times within some seconds. */
  failedForMs: number;
  /** How long a node may take to go down after it accepted a restart, and to come back. */
  nodeDownMs: number;
  nodeBackMs: number;
  /** So long nothing listens before a node counts as ended whose stop script did not say that it did its work. */
  nodeQuietMs: number;
  /** First and longest pause between two polls. */
  pollFirstMs: number;
  pollLongestMs: number;
}

export const DEFAULT_TIMING: Timing = {
  stalledMs: 600_000,
  failedForMs: 6_000,
  nodeDownMs: 180_000,
  nodeBackMs: 600_000,
  nodeQuietMs: 30_000,
  pollFirstMs: 150,
  pollLongestMs: 2_000,
};
