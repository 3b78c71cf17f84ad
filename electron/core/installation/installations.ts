import path from 'node:path';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { GatewaySecrets } from '#shared/model/gateway.ts';
import type { InstallationReview } from '#shared/model/installation.ts';
import { Held } from '../files/held.ts';
import type { Clock } from '../ports.ts';
import type { InstallationFiles } from './files.ts';
import { localFiles } from './local-files.ts';
import { isInstallation, readInstallation } from './read.ts';

const HANDLE_MS = 30 * 60_000;
/** A folder inside the installation is as good as its top, within reason. */
const LEVELS_UP = 8;

/** Reads installations and keeps the passwords found there until the gateway is saved. */
export class Installations {
  readonly #learnSecret: (secret: string) => void;
  readonly #passwords: Held<string>;

  /** `learnSecret` hears a password before anything is done with it, so that no log can hold it. */
  constructor(clock: Clock, learnSecret: (secret: string) => void) {
    this.#passwords = new Held(clock, HANDLE_MS);
    this.#learnSecret = learnSecret;
  }

  /** Reads the installation that the folder is or lies in. Rejects with `installation-missing`. */
  async read(input: { folder: string; instance?: string | undefined }): Promise<InstallationReview> {
    const { review, password } = await readInstallation(await topOf(input.folder), input.instance);
    return { ...review, passwordHandle: password === null ? null : this.#hold(password) };
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

  #hold(password: string): string {
    this.#learnSecret(password);
    return this.#passwords.hold(password);
  }
}

async function topOf(folder: string): Promise<InstallationFiles> {
  if (!path.isAbsolute(folder))
    throw new AppFailure(appError('input-invalid', { detail: 'the folder needs its whole path' }));
  let at = path.resolve(folder);
  // A folder that may not be read is another problem than one that holds nothing.
  await localFiles(at).list('');
  for (let level = 0; level < LEVELS_UP; level += 1) {
    const files = localFiles(at);
    // Above the folder that was named nobody has to be allowed to look.
    const found = level === 0 ? isInstallation(files) : isInstallation(files).catch(() => false);
    if (await found) return files;
    at = path.dirname(at);
  }
  throw new AppFailure(appError('installation-missing', { what: folder }));
}
