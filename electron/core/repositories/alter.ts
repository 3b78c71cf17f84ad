import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { RepositoryCleanUp } from '#shared/model/repository.ts';
import type { Capabilities } from '../elasticsearch/capabilities.ts';
import {
  cleanUpRepository,
  putRepository,
  readRepository,
  type StoredRepository,
} from '../elasticsearch/repositories.ts';
import { failureOf, isUnknownOutcome } from '../errors/from-transport.ts';
import type { Connection } from '../gateways/connections.ts';
import { isReadOnly } from './default-repository.ts';
import { hidesKeys } from './form.ts';
import { putFormerBack } from './former.ts';

/**
 * Registers a repository anew with the same settings and another `readonly`. Resolves with it as it is then. Rejects
 * with `repository-keys-hidden` where a server does not tell the keys, which would be lost.
 */
export async function setReadOnly(
  { store, can }: Connection,
  before: StoredRepository,
  readOnly: boolean,
): Promise<StoredRepository> {
  const { name, type, settings } = before;
  if (isReadOnly(before) === readOnly) return before;
  refuseReadOnly(can, before);
  let lost: AppFailure | null = null;
  try {
    await putRepository(store, name, type, { ...settings, readonly: readOnly });
  } catch (thrown) {
    lost = failureOf(thrown, store.where);
    if (!isUnknownOutcome(lost.value)) {
      const changed = (await putFormerBack(store, before))
        ? `The repository ${name} is as it was before.`
        : `Whether ${name} may be written to now is not known.`;
      throw new AppFailure({ ...lost.value, changed });
    }
  }
  const after = await readRepository(store, name).catch((thrown: unknown) => {
    throw lost ?? failureOf(thrown, store.where);
  });
  if (after === null || isReadOnly(after) !== readOnly)
    throw (
      lost ?? new AppFailure(appError('outcome-unknown', { what: name, detail: 'It is as it was before.' }))
    );
  return after;
}

/** Throws what keeps the `readonly` of a repository from being changed. */
export function refuseReadOnly(can: Capabilities, { name, type }: StoredRepository): void {
  // An URL cannot be written to, whatever is set.
  if (type === 'url') throw new AppFailure(appError('repository-readonly', { what: name }));
  if (hidesKeys(can.keysInSettings, type))
    throw new AppFailure(appError('repository-keys-hidden', { what: name }));
}

/** Rejects with `cleanup-unsupported` before 7.4, and for a repository that may not be written to. */
export async function cleanUp(
  { store, can }: Connection,
  repository: StoredRepository,
): Promise<RepositoryCleanUp> {
  refuseCleanUp(can, repository);
  return cleanUpRepository(store, repository.name);
}

/** Throws what keeps a repository from being cleaned up. */
export function refuseCleanUp(can: Capabilities, repository: StoredRepository): void {
  if (!can.repositoryCleanup)
    throw new AppFailure(appError('cleanup-unsupported', { what: can.version.text }));
  if (isReadOnly(repository))
    throw new AppFailure(appError('repository-readonly', { what: repository.name }));
}
