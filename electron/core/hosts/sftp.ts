import type { Client, SFTPWrapper, Stats } from 'ssh2';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { inTime } from '../operations/in-time.ts';

/** Longer than one answer about a file ever takes; a host that hangs is given up then. */
const STEP_MS = 20_000;
const PART = 32 * 1024;
/** What the protocol calls "no such file". */
const NO_SUCH_FILE = 2;

type Done<Value> = (error?: Error | null, value?: Value) => void;

/** The files of a host over SFTP. Each step has a deadline, and a lost connection ends every one of them. */
export class Sftp {
  readonly #sftp: SFTPWrapper;
  readonly #where: string;
  readonly #lost: Promise<never>;

  private constructor(client: Client, sftp: SFTPWrapper, where: string) {
    this.#sftp = sftp;
    this.#where = where;
    this.#lost = new Promise((_, reject) => client.once('close', () => reject(this.#failure('It was cut.'))));
    this.#lost.catch(() => undefined);
    // What it has to say comes as the error of each step too.
    sftp.on('error', () => undefined);
  }

  /** Begins SFTP on a connection. Rejects with `host-lost`, or with what `refused` makes where it is not offered. */
  static open(client: Client, where: string, refused: () => Error): Promise<Sftp> {
    const opened = new Promise<Sftp>((resolve, reject) => {
      // A connection that is lost now is no answer to whether it is offered.
      const failed = (error: Error): void =>
        reject(/subsystem/i.test(error.message) ? refused() : lostOn(where, `${error.message}.`));
      try {
        client.sftp((error, sftp) => {
          if (error === undefined) resolve(new Sftp(client, sftp, where));
          else failed(error);
        });
      } catch (thrown) {
        // The library throws where the connection is gone already.
        failed(thrown instanceof Error ? thrown : new Error(String(thrown)));
      }
    });
    return inTime(opened, STEP_MS, () => lostOn(where, 'It did not answer in time.'));
  }

  /** Rejects with `host-lost` once the connection is gone: a reading that takes failures as they come asks at its end. */
  async isThere(): Promise<void> {
    await this.realPath('.');
  }

  /** The path with every link resolved; `null` where there is nothing. */
  realPath(path: string): Promise<string | null> {
    return this.#ask<string>((done) => this.#sftp.realpath(path, done)).catch(absentOrHidden);
  }

  /** Of the thing itself, also of a link; `null` where there is nothing. */
  lstat(path: string): Promise<Stats | null> {
    return this.#ask<Stats>((done) => this.#sftp.lstat(path, done)).catch(absentOrHidden);
  }

  /** Whether there is something. Only the word of the host that there is not says so; all else rejects. */
  exists(path: string): Promise<boolean> {
    return this.#ask<Stats>((done) => this.#sftp.lstat(path, done)).then(
      () => true,
      (thrown: unknown) => {
        if (isAbsent(thrown)) return false;
        throw thrown;
      },
    );
  }

  /** Names in a folder. Rejects with what the host says. */
  async names(folder: string): Promise<string[]> {
    const entries = await this.#ask<{ filename: string }[]>((done) => this.#sftp.readdir(folder, done));
    return entries.map(({ filename }) => filename).filter((name) => name !== '.' && name !== '..');
  }

  /** The content of a file; it may be named by a link. Rejects where it is none, or longer than `longest` bytes. */
  async read(path: string, longest: number): Promise<Buffer> {
    const facts = await this.#ask<Stats>((done) => this.#sftp.stat(path, done));
    if (!facts.isFile()) throw new Error('It is not a file.');
    const tooLong = (): Error => new Error(`It is larger than ${Math.floor(longest / 1024 / 1024)} MB.`);
    if (facts.size > longest) throw tooLong();
    return this.#with(path, 'r', {}, async (handle) => {
      const parts: Buffer[] = [];
      for (let at = 0; ; ) {
        const part = Buffer.alloc(PART);
        const count = await this.#ask<number>((done) =>
          this.#sftp.read(handle, part, 0, PART, at, (error, bytes) => done(error, bytes)),
        );
        if (count === 0) return Buffer.concat(parts);
        at += count;
        // It may have grown since it was looked at.
        if (at > longest) throw tooLong();
        parts.push(part.subarray(0, count));
      }
    });
  }

  /** Writes a file that is not there yet, onto the disk where the host can say so. */
  async writeNew(path: string, bytes: Buffer, mode: number): Promise<void> {
    await this.#with(path, 'wx', { mode }, async (handle) => {
      for (let at = 0; at < bytes.length; at += PART) {
        const size = Math.min(PART, bytes.length - at);
        await this.#ask((done) => this.#sftp.write(handle, bytes, at, size, at, done));
      }
      // A mask of the account may have taken rights away. Who needs them looks at them.
      await this.#ask((done) => this.#sftp.fchmod(handle, mode, done)).catch(unlessLost);
      await this.#ask((done) => this.#sftp.ext_openssh_fsync(handle, done)).catch(unlessLost);
    });
  }

  /** Gives a file to somebody. Rejects where the account may not. */
  async giveTo(path: string, uid: number, gid: number): Promise<void> {
    await this.#ask((done) => this.#sftp.chown(path, uid, gid, done));
  }

  /**
   * Puts a file in the place of another, in one step where the host can; `aside` is where the former one waits on a
   * host that cannot, until the new one has its place.
   */
  async moveOver(fresh: string, path: string, aside: string): Promise<void> {
    try {
      await this.#ask((done) => this.#sftp.ext_openssh_rename(fresh, path, done));
      return;
    } catch (thrown) {
      if (!isUnsupported(thrown)) throw thrown;
    }
    await this.#rename(path, aside);
    try {
      await this.#rename(fresh, path);
    } catch (thrown) {
      await this.#rename(aside, path);
      throw thrown;
    }
    await this.remove(aside);
  }

  /** Makes a folder that only the account may look into. Rejects where something is there. */
  async makeFolder(path: string): Promise<void> {
    await this.#ask((done) => this.#sftp.mkdir(path, { mode: 0o700 }, done));
  }

  /** Copies a file of this computer, at most so many milliseconds. */
  async put(file: string, path: string, ms: number): Promise<void> {
    await this.#ask((done) => this.#sftp.fastPut(file, path, { mode: 0o600 }, done), ms);
  }

  async remove(path: string): Promise<void> {
    await this.#ask((done) => this.#sftp.unlink(path, done));
  }

  async removeFolder(path: string): Promise<void> {
    await this.#ask((done) => this.#sftp.rmdir(path, done));
  }

  async #rename(from: string, to: string): Promise<void> {
    await this.#ask((done) => this.#sftp.rename(from, to, done));
  }

  async #with<Result>(
    path: string,
    flags: 'r' | 'wx',
    attributes: { mode?: number },
    use: (handle: Buffer) => Promise<Result>,
  ): Promise<Result> {
    const handle = await this.#ask<Buffer>((done) => this.#sftp.open(path, flags, attributes, done));
    try {
      return await use(handle);
    } finally {
      await this.#ask((done) => this.#sftp.close(handle, done)).catch(() => undefined);
    }
  }

  #ask<Value>(question: (done: Done<Value>) => unknown, ms = STEP_MS): Promise<Value> {
    const answer = new Promise<Value>((resolve, reject) => {
      question((error, value) => {
        if (error === undefined || error === null) resolve(value as Value);
        else reject(isLost(error) ? this.#failure('It was cut.') : error);
      });
    });
    return inTime(Promise.race([answer, this.#lost]), ms, () => this.#failure('It did not answer in time.'));
  }

  #failure(detail: string): AppFailure {
    return lostOn(this.#where, detail);
  }
}

/** True where the host says that there is no such file. */
export function isAbsent(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === NO_SUCH_FILE;
}

/** The library asks no host for what it has not offered. */
const isUnsupported = (thrown: unknown): boolean =>
  thrown instanceof Error && thrown.message.includes('does not support this extended request');

const isLost = (error: Error): boolean => error.message === 'No response from server';

function absentOrHidden(thrown: unknown): null {
  if (thrown instanceof AppFailure) throw thrown;
  return null;
}

function unlessLost(thrown: unknown): void {
  if (thrown instanceof AppFailure) throw thrown;
}

/** A connection that was there and no longer is. */
export function lostOn(where: string, detail: string): AppFailure {
  return new AppFailure(appError('host-lost', { where, detail }));
}
