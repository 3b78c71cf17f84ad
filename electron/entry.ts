import path from 'node:path';
import { pathToFileURL } from 'node:url';

const CLI = '--cli';

/**
 * Where the packaged program begins: with its window, or behind `--cli` with the command line. That one is loaded before
 * anything of the window, so that it needs no display and takes no lock of the single instance, and ends the process
 * itself.
 */
const at = process.argv.indexOf(CLI);
if (at === -1) {
  await import('./main.ts');
} else {
  const file = path.join(import.meta.dirname, '..', 'cli', 'gateway-vault.mjs');
  process.argv = [process.execPath, file, ...process.argv.slice(at + 1)];
  await import(/* @vite-ignore */ pathToFileURL(file).href);
}
