import { z } from 'zod';
import type { InstallationFiles } from './files.ts';
import { type Flat, readBeans, readProperties, readYaml, yamlTree } from './formats.ts';
import { problemOf } from './store-config.ts';
import { decodeText } from './text.ts';

/** The settings of the data store, as `config.properties` names them. */
export type Setting =
  | 'tenantId'
  | 'hosts'
  | 'autostart'
  | 'config.location'
  | 'http.username'
  | 'http.password'
  | 'https.enabled'
  | 'https.truststore.filepath';

const PREFIX = 'pg.gateway.elasticsearch.';
const EXTERNAL_PREFIX = 'apigw.elasticsearch.';
const OTHER_NAMES: Partial<Record<Setting, string[]>> = {
  'https.truststore.filepath': ['https.truststoreFilepath', 'searchguard.ssl.http.truststore_filepath'],
};

const SourcesFile = z
  .looseObject({
    sources: z
      .array(
        z.looseObject({
          type: z.string().optional(),
          properties: z.looseObject({ location: z.string().optional() }).nullish(),
        }),
      )
      .nullish(),
  })
  // A file in which every line is a comment switches nothing on.
  .or(z.null().transform(() => ({ sources: null })));

/** One file with settings. */
export interface Source {
  file: string;
  values: Flat;
}

/** The value that counts, with its file: the first source that has it. A placeholder is no value. */
export function settingOf(
  sources: readonly Source[],
  setting: Setting,
): { value: string; file: string } | null {
  for (const { file, values } of sources) {
    for (const name of [setting, ...(OTHER_NAMES[setting] ?? [])]) {
      const raw = [PREFIX + name, EXTERNAL_PREFIX + name, name].map((key) => values.get(key)).find(Boolean);
      const value = (Array.isArray(raw) ? raw.join(',') : (raw ?? '')).trim();
      if (value !== '' && !value.includes('${') && value !== 'changeOnInstall') return { value, file };
    }
  }
  return null;
}

export interface ReadSources {
  /** The strongest first. */
  sources: Source[];
  notes: { file: string; text: string }[];
}

/**
 * Reads every file that holds settings of the data store, in the order in which they count: the files that
 * `config-sources.yml` names, `config.properties`, `gateway-es-store.xml`, `gateway-core.xml`. A file that is missing
 * or damaged is a note.
 */
export async function readSources(files: InstallationFiles, packageFolder: string): Promise<ReadSources> {
  const notes: ReadSources['notes'] = [];
  const sources: Source[] = [];
  const add = async (file: string, read: (text: string) => Flat, needed: boolean): Promise<Flat | null> => {
    try {
      const bytes = await files.read(file);
      if (bytes === null) {
        if (needed) notes.push({ file, text: 'It is missing.' });
        return null;
      }
      const values = read(decodeText(bytes).text);
      sources.push({ file, values });
      return values;
    } catch (thrown) {
      notes.push({ file, text: problemOf(thrown) });
      return null;
    }
  };
  const external = `${packageFolder}/resources/configuration`;
  for (const name of await externalFiles(files, external, notes))
    await add(`${external}/${name}`, readYaml, true);
  const config = `${packageFolder}/config/resources`;
  await add(`${config}/elasticsearch/config.properties`, readProperties, true);
  await add(`${config}/beans/gateway-es-store.xml`, readBeans, false);
  await add(`${config}/beans/gateway-core.xml`, readBeans, false);
  return { sources, notes };
}

/** The files that are switched on. A name that leads elsewhere is not followed, and said. */
async function externalFiles(
  files: InstallationFiles,
  folder: string,
  notes: ReadSources['notes'],
): Promise<string[]> {
  const file = `${folder}/config-sources.yml`;
  try {
    const bytes = await files.read(file);
    if (bytes === null) return [];
    const parsed = SourcesFile.safeParse(yamlTree(decodeText(bytes).text));
    if (!parsed.success) throw new Error('it holds no list of sources');
    const listed = parsed.data.sources ?? [];
    const names = listed.flatMap(({ properties }) => properties?.location ?? []);
    const near = names.filter((name) => /^[^/\\:<]+\.ya?ml$/i.test(name));
    if (near.length < names.length)
      notes.push({ file, text: 'It names a file outside of its folder, which was not read.' });
    if (listed.some(({ type }) => type?.toUpperCase().startsWith('ENV') === true))
      notes.push({ file, text: 'It names environment variables, which win and cannot be read from here.' });
    return near;
  } catch (thrown) {
    notes.push({ file, text: problemOf(thrown) });
    return [];
  }
}
