import { z } from 'zod';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { RESTORE_STEPS } from '#shared/model/phase-ids.ts';
import { RestoreMode } from '#shared/model/plan.ts';
import { Scope } from '#shared/model/primitives.ts';
import { StoredAlias } from '../backups/manifest.ts';
import type { FileStore } from '../ports.ts';

/** In order. A journal names the step that is about to be done, never one that is finished (E16). */
export const STEPS = ['planned', ...RESTORE_STEPS, 'roll-back'] as const;
export type Step = (typeof STEPS)[number];

const Former = z.object({
  uuid: z.string(),
  open: z.boolean(),
  docs: z.number().nullable(),
  aliases: z.array(StoredAlias),
});

const JournalIndex = z.object({
  /** On the data store. */
  index: z.string(),
  /** In the backup. */
  source: z.string(),
  /** The request that restores it; empty for one that is only removed. */
  request: z.string(),
  scope: Scope.nullable(),
  action: z.enum(['replace', 'create', 'delete-first', 'remove']),
  /** The index before the restore; `null` when it was absent. */
  former: Former.nullable(),
  /** What our restore made of an absent index: only that one may be deleted again (E14). */
  restoredUuid: z.string().nullable(),
  /** Documents it must have afterwards, where the manifest is reliable. */
  docs: z.number().nullable(),
  /** Its size in the backup, for progress only. */
  bytes: z.number().nullable(),
  /** Restored together with its aliases, which nobody but the backup knows. */
  withAliases: z.boolean(),
});
export type JournalIndex = z.infer<typeof JournalIndex>;

const Target = z.object({
  alias: z.string(),
  members: z.array(z.string()),
  writeIndex: z.string().nullable(),
  source: z.enum(['manifest', 'live', 'backup']),
  rest: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/** One request to restore some of the indices: those that share aliases-or-not and one rule of renaming. */
const JournalRequest = z.object({
  id: z.string(),
  includeAliases: z.boolean(),
  rename: z.object({ pattern: z.string(), replacement: z.string() }).nullable(),
});
export type JournalRequest = z.infer<typeof JournalRequest>;

/** How the limit of the server's copying was lifted, and what puts it back (E11). */
const Lifted = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cluster'), former: z.string().nullable() }),
  z.object({ kind: z.literal('repository'), name: z.string() }),
]);
export type Lifted = z.infer<typeof Lifted>;

export const Journal = z.object({
  format: z.literal(1),
  id: z.string(),
  gatewayId: z.string(),
  gatewayName: z.string(),
  tenant: z.string(),
  storeKey: z.string(),
  repository: z.string(),
  backup: z.string(),
  backupStartedAt: z.number().nullable(),
  startedAt: z.number(),
  reason: z.string(),
  step: z.enum(STEPS),
  mode: RestoreMode,
  globalState: z.boolean(),
  /** In the order in which they are sent. */
  requests: z.array(JournalRequest),
  /** Ids of requests that may have reached the server: their old data is gone, whatever else is known. */
  sent: z.array(z.string()),
  lifted: Lifted.nullable(),
  indices: z.array(JournalIndex),
  /** Aliases of the tenant's indices that the restore does not touch, for the way back. */
  keptAliases: z.array(z.object({ index: z.string(), aliases: z.array(StoredAlias) })),
  aliases: z.array(Target),
  /** Aliases may have been changed by us; before, what they are now is somebody else's. */
  aliasesBegun: z.boolean(),
  safety: z.object({ repository: z.string(), name: z.string(), good: z.boolean() }).nullable(),
  /** Closed indices that were opened for the safety backup. */
  opened: z.array(z.string()),
  /** Nodes whose quiesce mode is ours to release. */
  quiesced: z.array(z.string()),
});
export type Journal = z.infer<typeof Journal>;

export const JOURNALS_FOLDER = 'journals';

/** The open journals. Each is one file, on disk before the step that it names begins. */
export class Journals {
  readonly #files: FileStore;
  readonly #changed: () => void;
  /** Files that this process knows of; null before the first look. */
  #known: Set<string> | null = null;

  constructor(files: FileStore, changed: () => void) {
    this.#files = files;
    this.#changed = changed;
  }

  async write(journal: Journal): Promise<void> {
    try {
      await this.#files.write(`${JOURNALS_FOLDER}/${journal.id}.json`, JSON.stringify(journal, null, 1));
      this.#known?.add(`${journal.id}.json`);
    } catch (thrown) {
      // Without a journal there is no way back after a crash: the step must not begin.
      throw new AppFailure(
        appError('file-failed', { detail: `The journal could not be written: ${String(thrown)}` }),
      );
    }
  }

  /** Announces a new or settled journal; a step alone is no news for the page. */
  announce(): void {
    this.#changed();
  }

  async close(id: string): Promise<void> {
    await this.#files.remove(`${JOURNALS_FOLDER}/${id}.json`);
    this.#known?.delete(`${id}.json`);
    this.#changed();
  }

  /** Announces journals that another process began or settled since the last look. */
  async look(): Promise<void> {
    const files = new Set(await this.#files.list(JOURNALS_FOLDER));
    const known = this.#known;
    this.#known = files;
    if (known !== null && (known.size !== files.size || [...files].some((file) => !known.has(file))))
      this.#changed();
  }

  /** All open journals, oldest first. One that cannot be read still blocks its data store: it is reported as damaged. */
  async all(): Promise<{ journals: Journal[]; damaged: string[] }> {
    const journals: Journal[] = [];
    const damaged: string[] = [];
    for (const file of await this.#files.list(JOURNALS_FOLDER)) {
      if (!file.endsWith('.json')) continue;
      const text = await this.#files.read(`${JOURNALS_FOLDER}/${file}`);
      const parsed = text === null ? null : parse(text);
      if (parsed === null) damaged.push(file);
      else journals.push(parsed);
    }
    return { journals: journals.sort((a, b) => a.startedAt - b.startedAt), damaged };
  }

  async get(id: string): Promise<Journal> {
    const found = (await this.all()).journals.find((journal) => journal.id === id);
    if (found === undefined) throw new AppFailure(appError('journal-missing'));
    return found;
  }

  /** Refuses to forget a gateway whose last restore did not end: it could not be settled any more. */
  async refuseIfOpenOf(gatewayId: string): Promise<void> {
    const open = (await this.all()).journals.find((journal) => journal.gatewayId === gatewayId);
    if (open !== undefined) throw new AppFailure(appError('journal-open', { what: open.backup }));
  }

  /** Refuses a change on a data store whose last restore did not end (E16). */
  async refuseIfOpen(storeKey: string): Promise<void> {
    const { journals, damaged } = await this.all();
    const open = journals.find((journal) => journal.storeKey === storeKey);
    if (open !== undefined) throw new AppFailure(appError('journal-open', { what: open.backup }));
    const [first] = damaged;
    if (first !== undefined)
      throw new AppFailure(appError('journal-open', { what: `an unknown backup (${first} cannot be read)` }));
  }
}

function parse(text: string): Journal | null {
  try {
    return Journal.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
