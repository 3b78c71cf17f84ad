import type { z } from 'zod';
import type { FileStore, Logger } from '#core/ports.ts';

/** A small value that is kept in a file of its own, and has a default. */
export interface KeptJson<Value> {
  read: () => Promise<Value>;
  /** Rejects with `file-failed`, and then the file is as it was. */
  write: (value: Value) => Promise<void>;
}

/** A file that is not understood is set aside, noted in the log, and the default counts. */
export function keptJson<Value>(
  parts: { files: FileStore; logger: Logger },
  file: string,
  schema: z.ZodType<Value>,
  standard: Value,
): KeptJson<Value> {
  const { files, logger } = parts;
  return {
    read: async () => {
      const text = await files.read(file);
      if (text === null) return standard;
      try {
        return schema.parse(JSON.parse(text));
      } catch {
        logger.warn(`${file} is unreadable and was set aside as ${await files.setAside(file)}`);
        return standard;
      }
    },
    write: (value) => files.write(file, JSON.stringify(value, undefined, '\t')),
  };
}
