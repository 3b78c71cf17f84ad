import type { FileStore } from '#core/ports.ts';

/** As much of a journal as a test looks at. */
export interface SeenJournal {
  step: string;
  sent: string[];
  safety: { name: string; good: boolean } | null;
}

/** Lets a test do something at the very moment at which a journal is on the disk and its step has not begun. */
export class JournalHook {
  /** Called before each write of a journal: the step before has been done, and the disk does not know it. */
  beforeWrite: (journal: SeenJournal) => void = () => undefined;
  /** Called after each write of a journal, before the engine goes on. */
  onWrite: (journal: SeenJournal) => Promise<void> | void = () => undefined;

  readonly files = (inner: FileStore): FileStore => ({
    ...inner,
    write: async (path, text) => {
      const journal = path.startsWith('journals/') ? (JSON.parse(text) as SeenJournal) : null;
      if (journal !== null) this.beforeWrite(journal);
      await inner.write(path, text);
      if (journal !== null) await this.onWrite(journal);
    },
  });

  /** Runs `work` once, at the first write that `test` selects. */
  once(test: (journal: SeenJournal) => boolean, work: () => Promise<void>): void {
    this.onWrite = async (journal) => {
      if (!test(journal)) return;
      this.onWrite = () => undefined;
      await work();
    };
  }
}
