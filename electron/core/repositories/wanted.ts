import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { RepositoryDraft, RepositoryPlace } from '#shared/model/repository-place.ts';
import { type KeysIn, parseSettings, type Settings, settingsOf } from '#shared/rules/repository-settings.ts';
import type { Capabilities } from '../elasticsearch/capabilities.ts';
import { secretsIn } from '../errors/mask.ts';
import type { Keys } from './kept-keys.ts';

/** What is sent to the data store. */
export interface Wanted {
  type: string;
  settings: Settings;
}

const KEY_SETTINGS = ['access_key', 'secret_key'];

export const keysIn = (can: Capabilities): KeysIn => (can.keysInSettings ? 'settings' : 'keystore');

/**
 * Type and settings of a place; a setting that is to be taken away is null. Throws `input-invalid`, and
 * `repository-keys-refused` where keys would be sent to a data store that wants them in its keystore.
 */
export function wantedOf(can: Capabilities, place: RepositoryPlace, keys: Keys | null): Wanted {
  if (place.kind === 'other') return other(can, place);
  if (place.kind === 'fs') {
    // A data store would keep them in clear: only the plugin of S3 masks them.
    if (keys !== null) throw new AppFailure(appError('input-invalid', { detail: 'a folder has no keys' }));
    return { type: 'fs', settings: settingsOf(place, keysIn(can)) };
  }
  if (keys !== null && !can.keysInSettings) throw refusedKeys(can);
  const secret = keys === null ? {} : { access_key: keys.accessKey, secret_key: keys.secretKey };
  return { type: 's3', settings: { ...settingsOf(place, keysIn(can)), ...secret } };
}

/** Every secret that a draft itself holds, for whoever has to keep it out of logs. */
export function secretsOfDraft({ place, keys }: RepositoryDraft): string[] {
  const typed = keys?.from === 'typed' ? [keys.accessKey, keys.secretKey] : [];
  if (place.kind !== 'other') return typed;
  const parsed = parseSettings(place.settings);
  return 'problem' in parsed ? typed : [...typed, ...secretsIn(parsed.settings)];
}

/** Without the settings that are null. */
export function filled(settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null));
}

function other(can: Capabilities, place: Extract<RepositoryPlace, { kind: 'other' }>): Wanted {
  const parsed = parseSettings(place.settings);
  if ('problem' in parsed)
    throw new AppFailure(appError('input-invalid', { detail: `the settings: ${parsed.problem}` }));
  if (place.type === 's3' && !can.keysInSettings && KEY_SETTINGS.some((key) => key in parsed.settings))
    throw refusedKeys(can);
  return { type: place.type, settings: parsed.settings };
}

const refusedKeys = (can: Capabilities): AppFailure =>
  new AppFailure(appError('repository-keys-refused', { what: can.version.text }));
