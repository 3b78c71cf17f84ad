import { type BrowserWindow, dialog } from 'electron';

/** Lets the user pick a folder that is there; `null` when the dialog was closed without one. */
export async function pickFolder(parent: BrowserWindow | null): Promise<string | null> {
  const options = { properties: ['openDirectory' as const] };
  const { canceled, filePaths } = await (parent === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(parent, options));
  return canceled ? null : (filePaths[0] ?? null);
}
