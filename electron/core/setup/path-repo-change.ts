import { createHash } from 'node:crypto';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { FileChange, FileChanged } from '#shared/model/setup.ts';
import { decodeText, encodeText, type FileText } from '../installation/text.ts';
import { lineDiff } from './line-diff.ts';
import { withPathRepo } from './path-repo-edit.ts';
import type { ReachedStore } from './reached-store.ts';

interface PlannedChange {
  change: Omit<FileChange, 'node'>;
  before: Buffer;
  bytes: Buffer;
}

/** The change that adds a folder to `path.repo`, not yet made. Rejects with `setup-by-hand` where it cannot be. */
export async function planPathRepo(reached: ReachedStore, folder: string): Promise<PlannedChange> {
  const file = reached.store.configFile;
  const before = await reached.files.read(file);
  if (before === null) throw byHand(`${file} is missing.`);
  const read = textOf(before, file);
  if (read.encoding !== 'utf-8') throw byHand(`${file} is not written in UTF-8.`);
  const text = changed(read.text, folder);
  const bytes = encodeText({ ...read, text });
  const fingerprint = createHash('sha256').update(before).update('\0').update(bytes).digest('hex');
  return { change: { file, diff: lineDiff(read.text, text), fingerprint }, before, bytes };
}

/**
 * Makes the change that was shown, and no other; a copy of the former file stays beside it. Resolves when the file was
 * read back. Rejects with `setup-outdated` when the file is no longer what it was.
 */
export async function makePathRepoChange(
  reached: ReachedStore,
  folder: string,
  fingerprint: string,
  now: number,
): Promise<FileChanged> {
  const { change, before, bytes } = await planPathRepo(reached, folder);
  const { file } = change;
  if (change.fingerprint !== fingerprint) throw new AppFailure(appError('setup-outdated', { what: file }));
  const copy = `elasticsearch.yml.${new Date(now).toISOString().replace(/[:.]/g, '-')}.bak`;
  let replaced = false;
  try {
    await reached.files.replace(file, { before, bytes, copy });
    replaced = true;
    const after = await reached.files.read(file);
    if (after?.equals(bytes) !== true)
      throw new AppFailure(
        appError('installation-file', { what: file, detail: 'It does not hold what was written.' }),
      );
  } catch (thrown) {
    if (!(thrown instanceof AppFailure)) throw thrown;
    const changed = replaced || (await isThere(reached, file, copy)) ? kept(copy) : thrown.value.changed;
    throw new AppFailure({ ...thrown.value, changed });
  }
  return { file, copy };
}

const kept = (copy: string): string => `The former content is in ${copy} beside it.`;

/** Whether the copy is there; where that cannot be asked any more, the failure itself has said what is known. */
async function isThere({ files }: ReachedStore, file: string, copy: string): Promise<boolean> {
  const names = await files.list(file.slice(0, file.lastIndexOf('/'))).catch((): string[] => []);
  return names.includes(copy);
}

function textOf(bytes: Buffer, file: string): FileText {
  try {
    return decodeText(bytes);
  } catch {
    throw byHand(`${file} is no text.`);
  }
}

function changed(text: string, folder: string): string {
  try {
    return withPathRepo(text, folder);
  } catch (thrown) {
    throw byHand(thrown instanceof Error ? thrown.message : 'elasticsearch.yml cannot be changed.');
  }
}

const byHand = (detail: string): AppFailure => new AppFailure(appError('setup-by-hand', { detail }));
