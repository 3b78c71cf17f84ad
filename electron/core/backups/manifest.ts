import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BackupSelection } from '#shared/model/primitives.ts';
import type { FileStore, Logger } from '../ports.ts';

/** One alias of an index as it is kept in files. */
export const StoredAlias = z.object({
  alias: z.string(),
  write: z.boolean().nullable(),
  rest: z.record(z.string(), z.unknown()),
});
export const ManifestIndex = z.object({
  docsBefore: z.number().nullable(),
  docsAfter: z.number().nullable(),
  bytes: z.number().nullable(),
  shards: z.number(),
  replicas: z.number(),
  createdId: z.number(),
  open: z.boolean(),
  aliases: z.array(StoredAlias),
});
export type ManifestIndex = z.infer<typeof ManifestIndex>;

/** What was noted about a backup when it was made (E6): a snapshot itself holds no counts and hides its aliases. */
export const Manifest = z.object({
  format: z.literal(1),
  storeKey: z.string(),
  repository: z.string(),
  name: z.string(),
  uuid: z.string().nullable(),
  startedAt: z.number().nullable(),
  tenant: z.string(),
  release: z.string(),
  dataStoreVersion: z.string(),
  plugins: z.array(z.string()),
  user: z.string(),
  reason: z.string(),
  trigger: z.enum(['by-hand', 'safety']),
  selection: BackupSelection,
  totalBytes: z.number().nullable(),
  newBytes: z.number().nullable(),
  indices: z.record(z.string(), ManifestIndex),
});
export type Manifest = z.infer<typeof Manifest>;

/** Documents of an index in the backup, if they did not change while it was made. */
export function reliableDocs(index: ManifestIndex | undefined): number | null {
  if (index === undefined || index.docsBefore === null) return null;
  return index.docsBefore === index.docsAfter ? index.docsBefore : null;
}

/** All documents of a backup, or null where one index is not reliable. */
export function totalDocs(manifest: Manifest): { docs: number; reliable: boolean } {
  const all = Object.values(manifest.indices);
  const docs = all.reduce((sum, index) => sum + (index.docsBefore ?? 0), 0);
  return { docs, reliable: all.every((index) => reliableDocs(index) !== null) };
}

/** Kept with the backup itself from 7.7 on; covers what is known before the backup begins. */
export function manifestHash(indices: Record<string, ManifestIndex>): string {
  const facts = Object.entries(indices)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, index]) => [name, index.docsBefore, index.shards, index.createdId]);
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}

const FOLDER = 'manifests';

/** The manifests of all backups made here. 2.3 gives no uuid, so its backups are known by name and start. */
export class Manifests {
  readonly #files: FileStore;
  readonly #logger: Logger;
  #byKey: Promise<Map<string, Manifest>> | null = null;

  constructor(files: FileStore, logger: Logger) {
    this.#files = files;
    this.#logger = logger;
  }

  async save(manifest: Manifest): Promise<void> {
    const known = await this.#all();
    const key = keyOf(manifest.storeKey, manifest);
    await this.#files.write(`${FOLDER}/${key}.json`, JSON.stringify(manifest, null, 1));
    known.set(key, manifest);
  }

  async find(
    storeKey: string,
    backup: { repository: string; name: string; uuid: string | null; startedAt: number | null },
  ): Promise<Manifest | null> {
    return (await this.#all()).get(keyOf(storeKey, backup)) ?? null;
  }

  /** Names of the backups that were made here in this repository, newest first. */
  async namesIn(storeKey: string, repository: string): Promise<string[]> {
    const made = [...(await this.#all()).values()]
      .filter((one) => one.storeKey === storeKey && one.repository === repository)
      .sort((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
    return [...new Set(made.map((one) => one.name))];
  }

  /** Forgets the manifest of a deleted backup. */
  async remove(
    storeKey: string,
    backup: { repository: string; name: string; uuid: string | null; startedAt: number | null },
  ): Promise<void> {
    const known = await this.#all();
    const key = keyOf(storeKey, backup);
    if (!known.delete(key)) return;
    await this.#files.remove(`${FOLDER}/${key}.json`);
  }

  /** Reads them once, also when several ask at the same time. A failure is not kept. */
  #all(): Promise<Map<string, Manifest>> {
    this.#byKey ??= this.#load().catch((thrown: unknown) => {
      this.#byKey = null;
      throw thrown;
    });
    return this.#byKey;
  }

  async #load(): Promise<Map<string, Manifest>> {
    const found = new Map<string, Manifest>();
    for (const file of await this.#files.list(FOLDER)) {
      if (!file.endsWith('.json')) continue;
      const parsed = this.#parsed(file, (await this.#files.read(`${FOLDER}/${file}`)) ?? '');
      if (parsed !== null) found.set(file.slice(0, -'.json'.length), parsed);
    }
    return found;
  }

  #parsed(file: string, text: string): Manifest | null {
    try {
      return Manifest.parse(JSON.parse(text));
    } catch (thrown) {
      this.#logger.warn(`manifest ${file} cannot be read and is left alone: ${String(thrown).slice(0, 200)}`);
      return null;
    }
  }
}

function keyOf(
  storeKey: string,
  backup: { repository: string; name: string; uuid: string | null; startedAt: number | null },
): string {
  const text = backup.uuid ?? `${storeKey}/${backup.repository}/${backup.name}/${backup.startedAt ?? 0}`;
  return createHash('sha256').update(text).digest('hex').slice(0, 40);
}
