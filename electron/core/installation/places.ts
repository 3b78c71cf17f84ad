import type { InstallationFiles } from './files.ts';

const INSTANCES = 'IntegrationServer/instances';
const PACKAGE = 'packages/WmAPIGateway';
/** Where the data store of a gateway may be; last, a folder that is Elasticsearch itself. */
const STORE_FOLDERS = ['InternalDataStore', 'EventDataStore', ''];
const CONFIG = 'config/elasticsearch.yml';

const inside = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

/** The package of API Gateway in an instance. */
export const packageOf = (instance: string): string => `${INSTANCES}/${instance}/${PACKAGE}`;

/** The file that configures a data store in a folder. */
export const configOf = (folder: string): string => inside(folder, CONFIG);

/**
 * Whether a folder is the top of an installation, or of Elasticsearch itself. Reads no file. Rejects where it may not
 * be looked.
 */
export async function isInstallation(files: InstallationFiles): Promise<boolean> {
  return (await instancesOf(files)).length > 0 || (await foldersOfStore(files)).length > 0;
}

/** The instances of the Integration Server that have API Gateway; the usual one first. */
export async function instancesOf(files: InstallationFiles): Promise<string[]> {
  const found: string[] = [];
  for (const name of await files.list(INSTANCES)) {
    if ((await files.list(packageOf(name)).catch((): string[] => [])).length > 0) found.push(name);
  }
  return found.sort((a, b) => Number(b === 'default') - Number(a === 'default') || a.localeCompare(b));
}

/** The folders with the configuration of a data store, the likeliest first. */
export async function foldersOfStore(files: InstallationFiles): Promise<string[]> {
  const found: string[] = [];
  for (const folder of STORE_FOLDERS) {
    const names = await files.list(inside(folder, 'config')).catch((): string[] => []);
    if (names.includes('elasticsearch.yml')) found.push(folder);
  }
  return found;
}
