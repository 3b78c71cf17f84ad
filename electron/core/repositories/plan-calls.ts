import type { PlannedCall } from '#shared/model/planned-call.ts';
import type { RepositoryPlan } from '#shared/model/repository-place.ts';
import { hiddenSettings } from '#shared/rules/repository-settings.ts';
import {
  readRepository,
  registration,
  removal,
  type StoredRepository,
} from '../elasticsearch/repositories.ts';
import { toldCall } from '../elasticsearch/told-call.ts';
import type { Connection } from '../gateways/connections.ts';
import { trialNameOf } from './edit.ts';
import { existing } from './existing.ts';
import type { Keys } from './kept-keys.ts';
import { safetyRegistration } from './safety-repository.ts';
import { filled, wantedOf } from './wanted.ts';

/** No key is asked for to tell the calls: each of them is told as this. */
const UNTOLD: Keys = { accessKey: '***', secretKey: '***' };

/**
 * What registering a repository, or giving one other settings, will change on the data store, in its order. Of a type
 * whose settings are not known here any value may be a key, so that none is told. Rejects with `repository-missing`
 * for one that is to be changed and is not there; changes nothing.
 */
export async function repositoryCalls(connection: Connection, plan: RepositoryPlan): Promise<PlannedCall[]> {
  const { name, does } = plan;
  const keys = plan.withKeys ? UNTOLD : null;
  const before = does === 'edit' ? await existing(connection, name) : null;
  const wanted = plannedRepository(connection, plan, keys, before);
  const put = registration(name, wanted.type, wanted.settings);
  const safety = keys === null ? null : await safetyRegistration(connection, wanted, keys).catch(() => null);
  return [
    ...(before === null ? [] : await trialCalls(connection, wanted)),
    toldCall('repository', put),
    ...(safety === null ? [] : [toldCall('safety-backup', safety.call)]),
  ];
}

/** The new settings are tried under another name first; one that an earlier run left behind is removed. */
async function trialCalls(
  { store }: Connection,
  { name, type, settings }: StoredRepository,
): Promise<PlannedCall[]> {
  const trial = trialNameOf(name);
  const isLeft = (await readRepository(store, trial)) !== null;
  return [
    ...(isLeft ? [toldCall('check', removal(trial))] : []),
    toldCall('check', registration(trial, type, settings)),
    toldCall('check', removal(trial)),
  ];
}

function plannedRepository(
  { can }: Connection,
  { name, place }: RepositoryPlan,
  keys: Keys | null,
  before: StoredRepository | null,
): StoredRepository {
  const { type, settings } = wantedOf(can, place, keys);
  if (place.kind === 'other') return { name, type, settings: hiddenSettings(settings) };
  return { name, type, settings: filled({ ...before?.settings, ...settings }) };
}
