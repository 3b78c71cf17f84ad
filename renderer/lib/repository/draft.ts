import type { RepositoryList } from '#shared/model/repository.ts';
import type {
  ImportedRepository,
  RepositoryForm,
  RepositoryKeys,
  RepositoryPlace,
  S3Place,
} from '#shared/model/repository-place.ts';
import { repositoryNameProblem } from '#shared/rules/backup-name.ts';
import { NO_BUCKET, parseSettings } from '#shared/rules/repository-settings.ts';
import { REPOSITORY_FORM } from '../../strings/repository-form.ts';

export type Kind = RepositoryPlace['kind'];

/** Everything that is being filled in; what belongs to another kind is kept, so that looking around loses nothing. */
export interface Draft {
  kind: Kind;
  name: string;
  location: string;
  s3: S3Place;
  type: string;
  settings: string;
  accessKey: string;
  secretKey: string;
  /** The data store has keys of its own. */
  elsewhere: boolean;
  /** Of keys that were imported and are not here. */
  handle: string | null;
}

export type Problems = Partial<
  Record<'name' | 'location' | 'bucket' | 'type' | 'settings' | 'accessKey' | 'secretKey', string>
>;

/** An empty form. */
export function newDraft(allowedFolders: readonly string[]): Draft {
  return {
    kind: 'fs',
    name: '',
    location: allowedFolders[0] ?? '',
    s3: NO_BUCKET,
    type: '',
    settings: '{\n}',
    accessKey: '',
    secretKey: '',
    elsewhere: false,
    handle: null,
  };
}

/** The form of a repository that is there. */
export function draftOf(name: string, place: RepositoryPlace): Draft {
  const empty = { ...newDraft([]), name, kind: place.kind };
  if (place.kind === 'fs') return { ...empty, location: place.location };
  if (place.kind === 's3') return { ...empty, s3: place };
  return { ...empty, type: place.type, settings: place.settings };
}

/** What a file changes in the form; the name is the user's affair. */
export function importedPart({ place, handle }: ImportedRepository): Partial<Draft> {
  return place.kind === 's3' ? { kind: 's3', s3: place, handle, accessKey: '', secretKey: '' } : {};
}

export function placeOf(draft: Draft): RepositoryPlace {
  if (draft.kind === 'fs') return { kind: 'fs', location: draft.location.trim() };
  if (draft.kind === 's3') return draft.s3;
  return { kind: 'other', type: draft.type.trim(), settings: draft.settings };
}

/** What is sent as keys; undefined where this kind or version takes none. */
export function keysOf(draft: Draft, form: RepositoryForm | undefined): RepositoryKeys | undefined {
  if (draft.kind !== 's3' || form?.keysIn !== 'settings') return undefined;
  if (draft.handle !== null) return { from: 'import', handle: draft.handle };
  if (draft.elsewhere) return { from: 'elsewhere' };
  return { from: 'typed', accessKey: draft.accessKey, secretKey: draft.secretKey };
}

/** What is missing or wrong, field by field. */
export function problemsOf(
  draft: Draft,
  list: RepositoryList,
  form: RepositoryForm | undefined,
  isNew: boolean,
): Problems {
  const found: Problems = {};
  const missing = REPOSITORY_FORM.missing;
  const name = isNew ? nameProblem(draft.name, list) : undefined;
  if (name !== undefined) found.name = name;
  if (draft.kind === 'fs' && draft.location.trim() === '') found.location = missing;
  if (draft.kind === 's3' && draft.s3.bucket.trim() === '') found.bucket = missing;
  const keys = keysOf(draft, form);
  if (keys?.from === 'typed') {
    if (keys.accessKey.trim() === '') found.accessKey = missing;
    if (keys.secretKey.trim() === '') found.secretKey = missing;
  }
  if (draft.kind === 'other') {
    const parsed = parseSettings(draft.settings);
    if (draft.type.trim() === '') found.type = missing;
    if ('problem' in parsed) found.settings = REPOSITORY_FORM.other.settingsInvalid(parsed.problem);
  }
  return found;
}

function nameProblem(name: string, list: RepositoryList): string | undefined {
  const problem = repositoryNameProblem(name);
  if (problem !== null) return REPOSITORY_FORM.nameInvalid(problem);
  const taken = list.repositories.some((repository) => repository.name === name);
  return taken ? REPOSITORY_FORM.nameTaken(name) : undefined;
}
