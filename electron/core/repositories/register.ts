import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { RepositoryCheck } from '#shared/model/repository.ts';
import type { DataStoreClient } from '../elasticsearch/client.ts';
import { readNodes } from '../elasticsearch/cluster.ts';
import {
  forgetRepository,
  putRepository,
  readRepository,
  verifyRepository,
} from '../elasticsearch/repositories.ts';
import { failureOf, isUnknownOutcome } from '../errors/from-transport.ts';

/**
 * Registers a repository that is not there yet. A server keeps one whose verification failed; it is taken back,
 * so that a refusal changes nothing. Rejects with the reason.
 */
export async function registerNew(
  store: DataStoreClient,
  name: string,
  type: string,
  settings: Record<string, unknown>,
): Promise<void> {
  await refuseTaken(store, name);
  try {
    await putRepository(store, name, type, settings);
  } catch (thrown) {
    const failure = failureOf(thrown, store.where);
    const there = (await readRepository(store, name)) !== null;
    if (there && isUnknownOutcome(failure.value)) {
      await verifyRepository(store, name);
      return;
    }
    const left = there && !(await takenBack(store, name));
    throw new AppFailure({
      ...failure.value,
      ...(await named(failure, settings, name, store)),
      changed: left
        ? `The repository ${name} is registered although it cannot be used. Remove it.`
        : 'The repository was not registered. Nothing was changed.',
    });
  }
}

/** Rejects with `input-invalid` where a repository has the name already. */
export async function refuseTaken(store: DataStoreClient, name: string): Promise<void> {
  if ((await readRepository(store, name)) === null) return;
  throw new AppFailure(
    appError('input-invalid', { detail: `a repository named ${name} is already registered` }),
  );
}

const takenBack = (store: DataStoreClient, name: string): Promise<boolean> =>
  forgetRepository(store, name).then(
    () => true,
    () => false,
  );

/** The folder that was asked for and the folders that are allowed belong in the message. */
async function named(
  failure: AppFailure,
  settings: Record<string, unknown>,
  name: string,
  store: DataStoreClient,
): Promise<AppFailure['value']> {
  const { code, raw } = failure.value;
  // Of one that is only being registered nothing was read yet.
  if (code === 'repository-unreadable')
    return appError('repository-refused', { what: name, detail: lastReason(raw), raw });
  if (code.startsWith('s3-')) return appError(code, { what: name, detail: lastReason(raw), raw });
  if (code === 'repository-folder-refused') {
    const folders = [...new Set((await readNodes(store)).flatMap((node) => node.pathRepo))];
    if (folders.length === 0) return appError('repository-no-folder', { raw });
    return appError(code, { what: String(settings.location), detail: folders.join(', '), raw });
  }
  if (code === 'repository-not-shared')
    return appError(code, { what: name, detail: (raw?.reason ?? '').slice(0, 300), raw });
  return failure.value;
}

/** The innermost reason, as a sentence. */
function lastReason(raw: AppFailure['value']['raw']): string {
  const reason =
    (raw?.reason ?? '')
      .split(' <- ')
      .at(-1)
      ?.replace(/^\w+: /, '')
      .trim()
      .slice(0, 300) ?? '';
  return reason === '' || /[.!?]$/.test(reason) ? reason : `${reason}.`;
}

/** Asks every node to write and read a file there. Never rejects: the outcome is the answer. */
export async function checkRepository(store: DataStoreClient, name: string): Promise<RepositoryCheck> {
  const nodes = await readNodes(store).catch(() => []);
  try {
    const answered = new Set(await verifyRepository(store, name));
    const readOnly = answered.size === 0;
    const rows = nodes.map((node) => ({ name: node.name, ok: readOnly || answered.has(node.name) }));
    return { repository: name, ok: true, nodes: rows, error: null };
  } catch (thrown) {
    const error = failureOf(thrown, store.where).value;
    const text = error.raw?.reason ?? '';
    const rows = nodes.map((node) => ({
      name: node.name,
      ok: error.code === 'repository-not-shared' && !text.includes(node.id),
    }));
    return { repository: name, ok: false, nodes: rows, error: { ...error, changed: 'Nothing was changed.' } };
  }
}
