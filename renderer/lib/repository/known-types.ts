import { REPOSITORY_FORM } from '../../strings/repository-form.ts';

export interface KnownType {
  type: string;
  label: string;
  /** What the data store needs for it beside these settings. */
  hint: string;
  settings: Readonly<Record<string, string>>;
}

const TEXTS = REPOSITORY_FORM.other.known;

/** Types of repositories that data stores have themselves or by a plugin, with the settings that they ask for. */
export const KNOWN_TYPES: readonly KnownType[] = [
  { type: 'azure', ...TEXTS.azure, settings: { client: 'default', container: '', base_path: '' } },
  { type: 'gcs', ...TEXTS.gcs, settings: { client: 'default', bucket: '', base_path: '' } },
  { type: 'url', ...TEXTS.url, settings: { url: '' } },
  { type: 'hdfs', ...TEXTS.hdfs, settings: { uri: 'hdfs://', path: '' } },
];

const textOf = ({ settings }: KnownType): string => JSON.stringify(settings, null, 2);
const EMPTY = /^\s*(\{\s*\})?\s*$/;

/** The form with a type chosen. Settings that somebody typed stay. */
export function chosenType(known: KnownType, settings: string): { type: string; settings: string } {
  const untouched = EMPTY.test(settings) || KNOWN_TYPES.some((one) => textOf(one) === settings);
  return { type: known.type, settings: untouched ? textOf(known) : settings };
}

/** What is known of a type that was chosen or typed. */
export const knownType = (type: string): KnownType | undefined =>
  KNOWN_TYPES.find((known) => known.type === type.trim());
