import { z } from 'zod';
import type { FileStore, Logger } from '#core/ports.ts';

export const SECRET_FILE = 'secrets.json';

/** The backend stands beside each ciphertext: after a switch the old ones are known for what they are. */
const SealedSecret = z.object({ backend: z.string(), sealed: z.string() });
export type SealedSecret = z.infer<typeof SealedSecret>;

const SecretFile = z.object({ schemaVersion: z.literal(1), secrets: z.record(z.string(), SealedSecret) });

/** Reads all ciphertexts. A file that is not understood is set aside, `lost` says so, and none is known. */
export async function readSecretFile(
  files: FileStore,
  logger: Logger,
): Promise<{ entries: Map<string, SealedSecret>; lost: boolean }> {
  const text = await files.read(SECRET_FILE);
  if (text === null) return { entries: new Map(), lost: false };
  const parsed = parse(text);
  if (parsed !== null) return { entries: new Map(Object.entries(parsed.secrets)), lost: false };
  logger.error(`${SECRET_FILE} is unreadable and was set aside as ${await files.setAside(SECRET_FILE)}`);
  return { entries: new Map(), lost: true };
}

export async function writeSecretFile(
  files: FileStore,
  entries: ReadonlyMap<string, SealedSecret>,
): Promise<void> {
  const file: z.infer<typeof SecretFile> = { schemaVersion: 1, secrets: Object.fromEntries(entries) };
  await files.write(SECRET_FILE, JSON.stringify(file, undefined, '\t'));
}

function parse(text: string): z.infer<typeof SecretFile> | null {
  try {
    return SecretFile.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
