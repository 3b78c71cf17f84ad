import { AppFailure } from '#shared/errors/app-error.ts';
import type { InstalledStore } from '#shared/model/installation.ts';
import type { InstallationFiles } from './files.ts';
import { type Flat, readYaml } from './formats.ts';
import { configOf, foldersOfStore } from './places.ts';
import { decodeText } from './text.ts';

export interface FoundStore {
  store: InstalledStore | null;
  notes: { file: string; text: string }[];
}

/**
 * Reads `elasticsearch.yml` of the data store. `preferred` is its path by the gateway's own configuration. A damaged
 * file is a note, and the store then has no values.
 */
export async function readStore(files: InstallationFiles, preferred: string | null): Promise<FoundStore> {
  const folders = await foldersOfStore(files);
  const folder = folders.find((one) => configOf(one) === preferred) ?? folders[0];
  if (folder === undefined) return { store: null, notes: [] };
  const others = folders.filter((one) => one !== folder && one !== '');
  const notes = others.map((one) => ({ file: configOf(one), text: `Not used: ${folder} is.` }));
  const configFile = configOf(folder);
  const { values, problem } = await readConfig(files, configFile);
  if (problem !== null) notes.push({ file: configFile, text: problem });
  const port = Number(textOf(values.get('http.port')));
  return {
    store: {
      folder,
      configFile,
      pathRepo: listOf(values.get('path.repo')),
      httpPort: Number.isInteger(port) && port > 0 && port < 65_536 ? port : null,
      nodeName: textOf(values.get('node.name')) ?? null,
    },
    notes,
  };
}

async function readConfig(
  files: InstallationFiles,
  file: string,
): Promise<{ values: Flat; problem: string | null }> {
  try {
    const bytes = await files.read(file);
    if (bytes === null) return { values: new Map(), problem: 'It is missing.' };
    return { values: readYaml(decodeText(bytes).text), problem: null };
  } catch (thrown) {
    return { values: new Map(), problem: problemOf(thrown) };
  }
}

/** What is wrong with a file, in words. */
export function problemOf(thrown: unknown): string {
  if (thrown instanceof AppFailure) return `It cannot be read: ${thrown.value.cause}`;
  return `It is damaged: ${thrown instanceof Error ? thrown.message : 'unknown'}`;
}

const textOf = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

/** `path.repo` is a list, or one text with commas. */
export function listOf(value: string | string[] | undefined): string[] {
  const parts = Array.isArray(value) ? value : (value ?? '').split(',');
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
