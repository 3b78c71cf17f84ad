import { createHash } from 'node:crypto';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { FileChange, FileChanged } from '#shared/model/setup.ts';
import { decodeText, encodeText } from '../installation/text.ts';
import { lineDiff } from './line-diff.ts';
import type { LocalStore } from './local-store.ts';
import { withPathRepo } from './path-repo-edit.ts';

interface PlannedChange {
  change: Omit<FileChange, 'node'>;
  bytes: Buffer;
}

/** The change that adds a folder to `path.repo`, not yet made. Rejects with `setup-by-hand` where it cannot be. */
export async function planPathRepo(local: LocalStore, folder: string): Promise<PlannedChange> {
  const file = local.store.configFile;
  const before = await local.files.read(file);
  if (before === null) throw byHand(`${file} is missing.`);
  const read = decodeText(before);
  if (read.encoding !== 'utf-8') throw byHand(`${file} is not written in UTF-8.`);
  const text = changed(read.text, folder);
  const bytes = encodeText({ ...read, text });
  const fingerprint = createHash('sha256').update(before).update('\0').update(bytes).digest('hex');
  return { change: { file, diff: lineDiff(read.text, text), fingerprint }, bytes };
}

/**
 * Makes the change that was shown, and no other; a copy of the former file stays beside it. Resolves when the file was
 * read back. Rejects with `setup-outdated` when the file is no longer what it was.
 */
export async function makePathRepoChange(
  local: LocalStore,
  folder: string,
  fingerprint: string,
  now: number,
): Promise<FileChanged> {
  const { change, bytes } = await planPathRepo(local, folder);
  const { file } = change;
  if (change.fingerprint !== fingerprint) throw new AppFailure(appError('setup-outdated', { what: file }));
  const copy = `elasticsearch.yml.${new Date(now).toISOString().replace(/[:.]/g, '-')}.bak`;
  try {
    await local.files.replace(file, bytes, copy);
    const after = await local.files.read(file);
    if (after?.equals(bytes) !== true)
      throw new AppFailure(
        appError('installation-file', { what: file, detail: 'It does not hold what was written.' }),
      );
  } catch (thrown) {
    if (!(thrown instanceof AppFailure)) throw thrown;
    const folderOf = file.slice(0, file.lastIndexOf('/'));
    const kept = (await local.files.list(folderOf)).includes(copy);
    throw new AppFailure(
      kept ? { ...thrown.value, changed: `The former content is in ${copy} beside it.` } : thrown.value,
    );
  }
  return { file, copy };
}

function changed(text: string, folder: string): string {
  try {
    return withPathRepo(text, folder);
  } catch (thrown) {
    throw byHand(thrown instanceof Error ? thrown.message : 'elasticsearch.yml cannot be changed.');
  }
}

const byHand = (detail: string): AppFailure => new AppFailure(appError('setup-by-hand', { detail }));
