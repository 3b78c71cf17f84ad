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
import { checkPlace } from './matrix.ts';
import { registerNew } from './register.ts';
import { filled, type Wanted } from './wanted.ts';

const TRIAL = 'gateway-vault-trial-';

/**
 * Registers a repository anew with other settings; those that the form does not know stay. The settings are
 * verified under another name first: a data store keeps what it could not verify, and former keys may not be
 * readable, so that there would be no way back. Rejects with the reason, and then the repository is as before.
 */
export async function editRepository(
  connection: Connection,
  before: StoredRepository,
  draft: RepositoryDraft,
  wanted: Wanted,
): Promise<void> {
  const { store, can } = connection;
  const { name } = before;
  if (wanted.type !== before.type)
    throw new AppFailure(appError('input-invalid', { detail: `the type of ${name} is ${before.type}` }));
  // Of another type the JSON is all there is to know, and says so in the form.
  if (draft.place.kind === 's3' && draft.keys === undefined && hidesKeys(can.keysInSettings, before.type))
    throw new AppFailure(appError('repository-keys-hidden', { what: name }));
  await checkPlace(connection, draft.place);
  const settings =
    draft.place.kind === 'other'
      ? unmasked(wanted.settings, before.settings)
      : filled({ ...before.settings, ...wanted.settings });
  await tryOut(connection, before, settings);
  try {
    await putRepository(store, name, before.type, settings);
  } catch (thrown) {
    const lost = failureOf(thrown, store.where);
    const after = isUnknownOutcome(lost.value) ? await readRepository(store, name) : null;
    if (after === null || !shows(after.settings, settings)) throw lost;
  }
}

async function tryOut(connection: Connection, before: StoredRepository, settings: Settings): Promise<void> {
  const { store } = connection;
  const trial = `${TRIAL}${before.name}`.slice(0, 200);
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
      changed: `The repository ${before.name} is as it was before.`,
    });
  }
  await forgetRepository(store, trial).catch((thrown: unknown) => {
    const changed = `The repository ${before.name} is as it was before. ${trial} is still registered: remove it.`;
    throw new AppFailure({ ...failureOf(thrown, store.where).value, changed });
  });
}

/** What was shown masked and came back so is what it was. */
function unmasked(settings: Settings, before: Settings): Settings {
  const hidden = masked(before) as Settings;
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [
      key,
      value === '***' && hidden[key] === '***' ? before[key] : value,
    ]),
  );
}

/** Whether a data store tells these settings, as far as it tells any; it writes all of them as texts. */
function shows(told: Settings, wanted: Settings): boolean {
  return Object.entries(told).every(([key, value]) => String(wanted[key]) === String(value));
}
