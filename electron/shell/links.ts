import { shell } from 'electron';
import { isDocumentation } from './documentation.ts';

/** Opens documentation in the browser of the system; resolves with false for every other address. */
export async function openDocumentation(text: string): Promise<boolean> {
  if (!isDocumentation(text)) return false;
  await shell.openExternal(new URL(text).href);
  return true;
}
