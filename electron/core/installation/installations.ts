import path from 'node:path';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { GatewaySecrets } from '#shared/model/gateway.ts';
import type { InstallationReading, InstallationReview } from '#shared/model/installation.ts';
import { isWindowsPath, type SshTarget } from '#shared/model/reach.ts';
import { Held } from '../files/held.ts';
import type { Reaches } from '../hosts/reaches.ts';
import type { Trust } from '../hosts/trust.ts';
import { inTime } from '../operations/in-time.ts';
import type { Clock } from '../ports.ts';
import { type InstallationFiles, remembering } from './files.ts';
import { localFiles } from './local-files.ts';
import { isInstallation } from './places.ts';
import type { ReadInstallation } from './read.ts';
import { openSshFiles } from './ssh-files.ts';

const HANDLE_MS = 30 * 60_000;
/** A folder inside the installation is as good as its top, within reason. */
const LEVELS_UP = 8;
/** A whole reading over SSH; each of its steps has a shorter deadline of its own. */
const READING_MS = 90_000;

/** What reads the files, with its parsers: it is loaded when there are some to be read. */
const reader = () => import('./read.ts');

/** Reads installations and keeps the passwords found there until the gateway is saved. */
export class Installations {
  readonly #learnSecret: (secret: string) => void;
  readonly #passwords: Held<string>;
  readonly #reaches: Reaches;

  /** `learnSecret` hears a password before anything is done with it, so that no log can hold it. */
  constructor(clock: Clock, reaches: Reaches, learnSecret: (secret: string) => void) {
    this.#passwords = new Held(clock, HANDLE_MS);
    this.#reaches = reaches;
    this.#learnSecret = learnSecret;
  }

  /** Reads the installation that the folder is or lies in. Rejects with `installation-missing`. */
  async read(input: { folder: string; instance?: string | undefined }): Promise<InstallationReview> {
    if (!path.isAbsolute(input.folder)) throw relative();
    const files = await topOf(path.resolve(input.folder), path, localFiles);
    const { readInstallation } = await reader();
    return this.#review(await readInstallation(files, input.instance));
  }

  /**
   * The same on a host, over SSH. Resolves in any case: with the review, or with what is in its way, above all a key
   * of the host that nobody has confirmed. Nothing is run there.
   */
  async readOver(input: {
    target: SshTarget;
    folder: string;
    instance?: string | undefined;
    passphrase?: string | undefined;
    saved?: { gatewayId: string; nodeId: string } | undefined;
  }): Promise<InstallationReading> {
    const { target, folder, instance } = input;
    const seen: { trust: Trust | null } = { trust: null };
    const reading = (): Pick<InstallationReading, 'hostKey' | 'trust'> => ({
      hostKey: seen.trust?.key ?? null,
      trust: seen.trust?.trust ?? null,
    });
    try {
      const access = await this.#reaches.accessTo(input);
      const host = await openSshFiles(access, (trust) => (seen.trust = trust));
      try {
        const paths = isWindowsPath(folder) ? path.win32 : path.posix;
        const read = async (): Promise<ReadInstallation> => {
          const { readInstallation } = await reader();
          const found = await readInstallation(
            await topOf(folder, paths, host.filesAt),
            instance,
            target.host,
          );
          await host.sftp.isThere();
          return found;
        };
        const review = this.#review(await inTime(read(), READING_MS, () => late(host.where)));
        return { ...reading(), review, error: null };
      } finally {
        host.close();
      }
    } catch (thrown) {
      if (!(thrown instanceof AppFailure)) throw thrown;
      return { ...reading(), review: null, error: thrown.value };
    }
  }

  /** The secrets with the password a handle stands for. Rejects when that is no longer held. */
  secretsOf(secrets: GatewaySecrets): GatewaySecrets {
    const { dataStorePasswordFound: handle, ...typed } = secrets;
    if (handle === undefined || typed.dataStorePassword !== undefined) return typed;
    const held = this.#passwords.get(handle);
    if (held === undefined) {
      const detail = 'the password that was found is no longer held; read the installation again, or type it';
      throw new AppFailure(appError('input-invalid', { detail }));
    }
    return { ...typed, dataStorePassword: held };
  }

  #review({ review, password }: ReadInstallation): InstallationReview {
    if (password === null) return { ...review, passwordHandle: null };
    this.#learnSecret(password);
    return { ...review, passwordHandle: this.#passwords.hold(password) };
  }
}

/** The files of the installation that a folder is or lies in. Rejects with `installation-missing`. */
async function topOf(
  folder: string,
  paths: path.PlatformPath,
  filesAt: (folder: string) => InstallationFiles,
): Promise<InstallationFiles> {
  let at = folder;
  for (let level = 0; level < LEVELS_UP; level += 1) {
    const files = remembering(filesAt(at));
    // A folder that may not be read is another problem than one that holds nothing.
    if (level === 0) await files.list('');
    // Above the folder that was named nobody has to be allowed to look.
    const found = level === 0 ? isInstallation(files) : isInstallation(files).catch(() => false);
    if (await found) return files;
    if (paths.dirname(at) === at) break;
    at = paths.dirname(at);
  }
  throw new AppFailure(appError('installation-missing', { what: folder }));
}

const relative = (): AppFailure =>
  new AppFailure(appError('input-invalid', { detail: 'the folder needs its whole path' }));

const late = (where: string): AppFailure =>
  new AppFailure(appError('host-lost', { where, detail: 'Its files could not be read in time.' }));
