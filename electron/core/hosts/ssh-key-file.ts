import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ParsedKey } from 'ssh2';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { errorCode } from '../files/safe-path.ts';

const LARGEST = 64 * 1024;

/**
 * Reads a private key. `~/` is the home of the account. Rejects with `host-key-file`, whose text never has a word of
 * the file or of the passphrase in it.
 */
export async function readKeyFile(file: string, passphrase: string | null, home: string): Promise<ParsedKey> {
  const full = file.startsWith('~/') || file.startsWith('~\\') ? path.join(home, file.slice(2)) : file;
  if (!path.isAbsolute(full)) throw unusable(file, 'Its path must be absolute, or begin with ~/.');
  const content = await readFile(full).catch((thrown: unknown) => {
    const code = errorCode(thrown);
    throw unusable(
      file,
      code === 'ENOENT' ? 'It is not there.' : `It cannot be read: ${code ?? 'no reason'}.`,
    );
  });
  if (content.length > LARGEST) throw unusable(file, 'It is too large for a key.');
  const { default: ssh2 } = await import('ssh2');
  const parsed = ssh2.utils.parseKey(content, passphrase ?? undefined);
  if (parsed instanceof Error) throw unusable(file, reasonOf(parsed.message, passphrase !== null));
  // The newer format of OpenSSH comes as a list.
  const key = [parsed].flat().find((one) => one.isPrivateKey());
  if (key === undefined) throw unusable(file, 'It has no private key in it.');
  return key;
}

function reasonOf(message: string, hasPassphrase: boolean): string {
  if (/no passphrase/i.test(message)) return 'It is protected by a passphrase, and none is saved here.';
  if (hasPassphrase && /passphrase|integrity|decrypt|malformed/i.test(message))
    return 'The passphrase does not open it.';
  return 'It is not a private key of a known format.';
}

function unusable(what: string, detail: string): AppFailure {
  return new AppFailure(appError('host-key-file', { what, detail }));
}
