import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { readRepository, type StoredRepository } from '../elasticsearch/repositories.ts';
import type { Connection } from '../gateways/connections.ts';

/** The repository of this name. Rejects with `repository-missing`. */
export async function existing({ store }: Connection, name: string): Promise<StoredRepository> {
  const found = await readRepository(store, name);
  if (found === null)
    throw new AppFailure(appError('repository-missing', { what: name, where: store.where }));
  return found;
}
