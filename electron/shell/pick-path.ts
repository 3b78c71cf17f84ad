import { type BrowserWindow, dialog, type FileFilter, type OpenDialogOptions } from 'electron';
import type { PickedFile } from '#shared/model/primitives.ts';
import { SHELL_STRINGS } from './strings.ts';

const texts = SHELL_STRINGS.pick;
const EXTENSIONS: Record<PickedFile, string[]> = {
  authority: ['pem', 'crt', 'cer', 'ca-bundle'],
  certificate: ['pem', 'crt', 'cer'],
  'certificate-key': ['pem', 'key'],
  // A key of OpenSSH has no ending; a filter would hide it.
  'ssh-key': [],
  plugin: ['zip'],
};

/** Shows the system's own dialog; `null` when it was closed without a choice. */
export async function askForPath(
  parent: BrowserWindow | null,
  options: OpenDialogOptions,
): Promise<string | null> {
  const { canceled, filePaths } = await (parent === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(parent, options));
  return canceled ? null : (filePaths[0] ?? null);
}

/** Lets the user pick a folder that is there; `null` when the dialog was closed without one. */
export function pickFolder(parent: BrowserWindow | null): Promise<string | null> {
  return askForPath(parent, { properties: ['openDirectory'] });
}

/** Lets the user pick a file that is there, hidden ones too; `null` when the dialog was closed without one. */
export function pickFile(parent: BrowserWindow | null, kind: PickedFile): Promise<string | null> {
  const all: FileFilter = { name: SHELL_STRINGS.importAll, extensions: ['*'] };
  const extensions = EXTENSIONS[kind];
  return askForPath(parent, {
    title: texts.titles[kind],
    properties: ['openFile', 'showHiddenFiles'],
    filters: extensions.length === 0 ? [all] : [{ name: texts.filters[kind], extensions }, all],
  });
}
