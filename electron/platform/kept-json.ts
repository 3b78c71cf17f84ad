import type { z } from 'zod';
import type { FileStore, Logger } from '#core/ports.ts';

/** A small value that is kept in a file of its own, and has a default. */
export interface KeptJson<Value> {
  read: () => Promise<Value>;
  /** Rejects with `file-failed`, and then the file is as it was. */
  write: (value: Value) => Promise<void>;
}

/**
 * A file that cannot be read or is not understood is set aside, noted in the log, and the default counts: what is kept
 * here is never a reason not to start. One that cannot be set aside either is left as it is.
 */
export function keptJson<Value>(
  parts: { files: FileStore; logger: Logger },
  file: string,
  schema: z.ZodType<Value>,
  standard: Value,
): KeptJson<Value> {
  const { files, logger } = parts;
  const setAside = async (): Promise<void> => {
    try {
      logger.warn(`${file} is unreadable and was set aside as ${await files.setAside(file)}`);
    } catch (thrown) {
      logger.warn(`${file} is unreadable and could not be set aside: ${String(thrown)}`);
    }
  };
  return {
    read: async () => {
      try {
        const text = await files.read(file);
        return text === null ? standard : schema.parse(JSON.parse(text));
      } catch {
        await setAside();
        return standard;
      }
    },
    write: (value) => files.write(file, JSON.stringify(value, undefined, '\t')),
  };
}
