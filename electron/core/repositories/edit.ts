import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { RepositoryDraft } from '#shared/model/repository-place.ts';
import type { Settings } from '#shared/rules/repository-settings.ts';
import {
  forgetRepository,
  putRepository,
  readRepository,
  type StoredRepository,
} from '../elasticsearch/repositories.ts';
import { failureOf, isUnknownOutcome } from '../errors/from-transport.ts';
import { masked } from '../errors/mask.ts';
import type { Connection } from '../gateways/connections.ts';
import { hidesKeys } from './form.ts';
import { putFormerBack, tells } from './former.ts';
import { checkPlace } from './matrix.ts';
import { registerNew } from './register.ts';
import { filled, type Wanted } from './wanted.ts';

const TRIAL = 'gateway-vault-trial-';

/** The name under which new settings of a repository are tried. */
export const trialNameOf = (name: string): string => `${TRIAL}${name}`.slice(0, 200);

/**
 * Registers a repository anew with other settings; those that the form does not know stay. The settings are
 * verified under another name first: a data store keeps what it could not verify, and former keys may not be
 * readable, so that there would be no way back. Rejects with the reason, which says whether it is as before.
 */
export async function editRepository(
  connection: Connection,
  before: StoredRepository,
  draft: RepositoryDraft,
  wanted: Wanted,
): Promise<void> {
  const { store, can } = connection;
  const { name } = before;
  const settings = await editedSettings(connection, before, draft, wanted);
  await tryOut(connection, before, settings);
  try {
    await putRepository(store, name, before.type, settings);
  } catch (thrown) {
    const failure = failureOf(thrown, store.where);
    if (isUnknownOutcome(failure.value)) {
      const after = await readRepository(store, name).catch(() => null);
      // Keys are not told: whether new ones have arrived stays unknown.
      if (after !== null && tells(after.settings, settings)) return;
      throw failure;
    }
    const isBack = !hidesKeys(can.keysInSettings, before.type) && (await putFormerBack(store, before));
    throw new AppFailure({ ...failure.value, changed: isBack ? asBefore(name) : notVerified(name) });
  }
}

/**
 * The whole settings of the repository after the edit. Rejects with what refuses it before anything is sent: another
 * type, keys that would be lost, a place that this data store cannot use.
 */
export async function editedSettings(
  connection: Connection,
  { name, type, settings }: StoredRepository,
  draft: RepositoryDraft,
  wanted: Wanted,
): Promise<Settings> {
  if (wanted.type !== type)
    throw new AppFailure(appError('input-invalid', { detail: `the type of ${name} is ${type}` }));
  const { keysInSettings } = connection.can;
  // Of another type the JSON is all there is to know, and says so in the form.
  if (draft.place.kind === 's3' && draft.keys === undefined && hidesKeys(keysInSettings, type))
    throw new AppFailure(appError('repository-keys-hidden', { what: name }));
  await checkPlace(connection, draft.place);
  return draft.place.kind === 'other'
    ? unmasked(wanted.settings, settings)
    : filled({ ...settings, ...wanted.settings });
}

const asBefore = (name: string): string => `The repository ${name} is as it was before.`;

const notVerified = (name: string): string =>
  `The repository ${name} may be registered with the new settings, which could not be verified.`;

async function tryOut(connection: Connection, before: StoredRepository, settings: Settings): Promise<void> {
  const { store } = connection;
  const trial = trialNameOf(before.name);
  // One that an earlier run of the program left behind.
  if ((await readRepository(store, trial)) !== null) await forgetRepository(store, trial);
  try {
    await registerNew(store, trial, before.type, settings);
  } catch (thrown) {
    const { value } = failureOf(thrown, store.where);
    const own = (text: string): string => text.replaceAll(trial, before.name);
    throw new AppFailure({
      ...value,
      title: own(value.title),
      cause: own(value.cause),
      changed: asBefore(before.name),
    });
  }
  await forgetRepository(store, trial).catch((thrown: unknown) => {
    const changed = `${asBefore(before.name)} ${trial} is still registered: remove it.`;
    throw new AppFailure({ ...failureOf(thrown, store.where).value, changed });
  });
}

/** What was shown masked and came back so is what it was. */
function unmasked(settings: Settings, before: Settings): Settings {
  const hidden = masked(before) as Settings;
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [key, shownAgain(key, value, before[key], hidden[key])]),
  );
}

function shownAgain(key: string, value: unknown, before: unknown, hidden: unknown): unknown {
  if (value === '***') {
    if (hidden === '***') return before;
    const detail = `${key} is ***, which stands for a value that is kept; there is none of this name`;
    throw new AppFailure(appError('input-invalid', { detail }));
  }
  return isGroup(value) && isGroup(before) && isGroup(hidden)
    ? Object.fromEntries(
        Object.entries(value).map(([inner, its]) => [
          inner,
          shownAgain(`${key}.${inner}`, its, before[inner], hidden[inner]),
        ]),
      )
    : value;
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
