import { z } from 'zod';
import { BackupSelection } from '#shared/model/primitives.ts';
import type { FileStore, Logger } from '../ports.ts';
import { ManifestIndex } from './manifest.ts';

const Record = z.object({
  format: z.literal(1),
  /** Of the operation, which goes on under it after a restart of the program. */
  id: z.string(),
  gatewayId: z.string(),
  storeKey: z.string(),
  startedAt: z.number(),
  order: z.object({
    repository: z.string(),
    name: z.string(),
    indices: z.array(z.string()),
    selection: BackupSelection,
    reason: z.string(),
    quiesce: z.boolean(),
  }),
  /** Counts before the copy; `null` until they are read, and then nothing was sent yet. */
  noted: z.record(z.string(), ManifestIndex).nullable(),
  /** Which of several backups of this name is ours, once the server has told. 2.3 has no uuid. */
  identity: z.object({ uuid: z.string().nullable(), startedAt: z.number().nullable() }).nullable(),
  /** Nodes whose quiesce mode is ours to release. */
  quiesced: z.array(z.string()),
  /** Its operation has its verdict; what is left to do is to release those nodes. */
  ended: z.boolean().default(false),
});
export type BackupInFlight = z.infer<typeof Record>;

const FOLDER = 'in-flight';

/** Backups that were begun and not ended: what a later run of the program needs to go on with them (E16). */
export class BackupsInFlight {
  readonly #files: FileStore;
  readonly #logger: Logger;

  constructor(files: FileStore, logger: Logger) {
    this.#files = files;
    this.#logger = logger;
  }

  async write(record: BackupInFlight): Promise<void> {
    await this.#files.write(`${FOLDER}/${record.id}.json`, JSON.stringify(record, null, 1));
  }

  async remove(id: string): Promise<void> {
    await this.#files.remove(`${FOLDER}/${id}.json`);
  }

  async get(id: string): Promise<BackupInFlight | null> {
    return this.#parsed(`${id}.json`);
  }

  /** All that can be read; one that cannot is left where it is. */
  async all(): Promise<BackupInFlight[]> {
    const found: BackupInFlight[] = [];
    for (const file of await this.#files.list(FOLDER)) {
      if (!file.endsWith('.json')) continue;
      const record = await this.#parsed(file);
      if (record !== null) found.push(record);
    }
    return found;
  }

  async #parsed(file: string): Promise<BackupInFlight | null> {
    const text = await this.#files.read(`${FOLDER}/${file}`);
    if (text === null) return null;
    try {
      return Record.parse(JSON.parse(text));
    } catch (thrown) {
      this.#logger.warn(`${file} cannot be read and is left alone: ${String(thrown).slice(0, 200)}`);
      return null;
    }
  }
}
