import type { FileStore } from '#core/ports.ts';

/** As much of a journal as a test looks at. */
export interface SeenJournal {
  step: string;
  sent: string[];
  safety: { name: string; good: boolean } | null;
}

/** Lets a test do something at the very moment at which a journal is on the disk and its step has not begun. */
export class JournalHook {
  /** Called after each write of a journal, before the engine goes on. */
  onWrite: (journal: SeenJournal) => Promise<void> | void = () => undefined;

  readonly files = (inner: FileStore): FileStore => ({
    ...inner,
    write: async (path, text) => {
      await inner.write(path, text);
      if (path.startsWith('journals/')) await this.onWrite(JSON.parse(text) as SeenJournal);
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
