import type { FileStore, Logger, SecretVault } from '#core/ports.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { Scrubber } from './scrubber.ts';
import type { Sealer } from './sealer.ts';
import { readSecretFile, type SealedSecret, writeSecretFile } from './secret-file.ts';

interface VaultParts {
  files: FileStore;
  sealer: Sealer;
  scrubber: Pick<Scrubber, 'register'>;
  logger: Logger;
}

export interface FileSecretVault extends SecretVault {
  /** Set when the file of secrets was unreadable at the start. */
  readonly notice: AppError | null;
}

/**
 * Secrets sealed by the system's keyring in `secrets.json`. Without a keyring they stay in memory for the
 * session. What cannot be opened is never deleted: the password is asked for again, and the old entry is
 * replaced only by a new one.
 */
export async function openSecretVault(parts: VaultParts): Promise<FileSecretVault> {
  const { files, sealer, scrubber, logger } = parts;
  const { entries, lost } = await readSecretFile(files, logger);
  const opened = new Map<string, string>();
  let writing: Promise<void> = Promise.resolve();

  const save = (change: (next: Map<string, SealedSecret>) => void): Promise<void> => {
    const attempt = writing.then(async () => {
      const next = new Map(entries);
      change(next);
      await writeSecretFile(files, next);
      change(entries);
    });
    writing = attempt.catch(() => undefined);
    return attempt;
  };

  const seal = async (key: string, secret: string): Promise<void> => {
    const sealed = await sealer.seal(secret).catch(() => null);
    if (sealed === null) {
      // A locked keyring must not keep anybody from working; the next session asks again.
      logger.warn(`secret ${key} could not be sealed by ${sealer.backend} and is kept for this session only`);
      return;
    }
    await save((next) => next.set(key, { backend: sealer.backend, sealed: sealed.toString('base64') }));
  };

  const open = async (key: string): Promise<string | null> => {
    const entry = entries.get(key);
    if (entry === undefined || !sealer.trusted) return null;
    if (entry.backend !== sealer.backend) {
      logger.warn(`secret ${key} was sealed by ${entry.backend}, the keyring is now ${sealer.backend}`);
      return null;
    }
    try {
      const { text, stale } = await sealer.open(Buffer.from(entry.sealed, 'base64'));
      scrubber.register(text);
      opened.set(key, text);
      if (stale) await seal(key, text).catch((thrown: unknown) => logger.warn(String(thrown)));
      return text;
    } catch {
      logger.warn(`secret ${key} could not be opened by ${sealer.backend}`);
      return null;
    }
  };

  return {
    persistent: sealer.trusted,
    backend: sealer.backend,
    notice: lost ? appError('secret-lost', { what: 'every gateway' }) : null,
    get: async (key) => opened.get(key) ?? (await open(key)),
    set: async (key, secret) => {
      scrubber.register(secret);
      if (sealer.trusted) await seal(key, secret);
      opened.set(key, secret);
    },
    remove: async (key) => {
      opened.delete(key);
      if (entries.has(key)) await save((next) => next.delete(key));
    },
  };
}
