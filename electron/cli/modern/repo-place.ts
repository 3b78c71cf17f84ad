import { type RepositoryDraft, RepositoryPlace } from '#shared/model/repository-place.ts';
import type { Options } from '../options.ts';
import { Refusal } from '../refusal.ts';
import { textOfFile } from '../text-file.ts';
import { placeInFile } from '../vendor-file.ts';
import type { Given } from './command.ts';

/** Place and keys as the options tell them. */
export type GivenPlace = Pick<RepositoryDraft, 'place' | 'keys'>;

const ONE_OF = '--folder, --file, or --type with --settings';

/** What the options say of a place; null where they say nothing. Rejects with a Refusal that holds no setting. */
export async function givenPlace({ session, options }: Given): Promise<GivenPlace | null> {
  const folder = options.get('folder');
  const file = options.get('file');
  const type = options.get('type');
  if (type === undefined && options.has('settings')) throw new Refusal('--settings needs --type.');
  const given = [folder, file, type].filter((one) => one !== undefined);
  if (given.length > 1) throw new Refusal(`A repository has one place: ${ONE_OF}.`);
  if (file !== undefined) return placeInFile(session, file);
  if (folder !== undefined) return { place: checked({ kind: 'fs', location: folder }, '--folder') };
  if (type === undefined) return null;
  return { place: checked({ kind: 'other', type, settings: await settingsIn(options) }, '--type') };
}

async function settingsIn(options: Options): Promise<string> {
  const file = options.get('settings');
  if (file === undefined) throw new Refusal('--type needs --settings, a file with a JSON object.');
  return textOfFile(file);
}

function checked(place: RepositoryPlace, option: string): RepositoryPlace {
  const parsed = RepositoryPlace.safeParse(place);
  // The words of a schema may hold what was given, and settings may be keys.
  if (!parsed.success) throw new Refusal(`${option} does not name a place. Nothing was changed.`);
  return parsed.data;
}

/** A place is needed and none was given. */
export const noPlace = (): Refusal => new Refusal(`repo edit needs ${ONE_OF}, or --read-only.`);
