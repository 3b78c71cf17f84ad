import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { app, type BrowserWindow, dialog } from 'electron';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { SHELL_STRINGS } from './strings.ts';

interface WantedFile {
  title: string;
  /** The name that is suggested, with its ending. */
  name: string;
  kind: { name: string; ending: string };
}

/** Saves the history where the user wants it. Rejects with `save-failed`; null when no place was chosen. */
export function saveHistory(
  window: BrowserWindow | null,
  format: 'csv' | 'json',
  pieces: AsyncIterable<string>,
): Promise<string | null> {
  const kind = { name: SHELL_STRINGS.exportKinds[format], ending: format };
  const name = `gateway-vault-activity-${today()}.${format}`;
  return saveFile(window, { title: SHELL_STRINGS.exportTitle, name, kind }, pieces);
}

/** Saves a diagnostics bundle where the user wants it. Rejects with `save-failed`; null when no place was chosen. */
export function saveBundle(window: BrowserWindow | null, zip: Uint8Array): Promise<string | null> {
  const kind = { name: SHELL_STRINGS.bundleKind, ending: 'zip' };
  const name = `gateway-vault-diagnostics-${today()}.zip`;
  return saveFile(window, { title: SHELL_STRINGS.bundleTitle, name, kind }, [zip]);
}

const today = (): string => new Date().toISOString().slice(0, 10);

/**
 * Lets the user choose a place and writes the pieces there, for this account only. Resolves with the path, or with
 * null when no place was chosen. Rejects with `save-failed`; a file that was there is then as it was.
 */
async function saveFile(
  window: BrowserWindow | null,
  { title, name, kind }: WantedFile,
  pieces: AsyncIterable<string | Uint8Array> | Iterable<Uint8Array>,
): Promise<string | null> {
  const options = {
    title,
    defaultPath: path.join(app.getPath('documents'), name),
    filters: [{ name: kind.name, extensions: [kind.ending] }],
    properties: ['showOverwriteConfirmation' as const, 'createDirectory' as const],
  };
  const { canceled, filePath } = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  if (canceled || filePath === '') return null;
  await writeWhole(filePath, pieces);
  return filePath;
}

/** Under another name first: whoever opens the file finds all of it, or what was there before. */
async function writeWhole(
  file: string,
  pieces: AsyncIterable<string | Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const temporary = `${file}.${randomBytes(4).toString('hex')}.part`;
  try {
    await pipeline(Readable.from(pieces), createWriteStream(temporary, { mode: 0o600, flags: 'wx' }));
    await rename(temporary, file);
  } catch (thrown) {
    await rm(temporary, { force: true }).catch(() => undefined);
    if (thrown instanceof AppFailure) throw thrown;
    const detail = thrown instanceof Error ? `${thrown.message}.` : String(thrown);
    throw new AppFailure(appError('save-failed', { what: file, detail }), { cause: thrown });
  }
}
