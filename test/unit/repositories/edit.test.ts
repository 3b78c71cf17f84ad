import { describe, expect, it } from 'vitest';
import type { StoredRepository } from '#core/elasticsearch/repositories.ts';
import type { Connection } from '#core/gateways/connections.ts';
import { setReadOnly } from '#core/repositories/alter.ts';
import { editRepository } from '#core/repositories/edit.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';

type Settings = StoredRepository['settings'];
type Put = 'works' | 'lost-after' | 'lost-before' | 'lost-and-silent' | 'kept-unverified';

const BEFORE: StoredRepository = {
  name: 'far',
  type: 'hdfs',
  settings: { uri: 'hdfs://one', security: { principal: 'vault', credentials: 'hunter22' } },
};

/** A data store with one repository, whose next registration under that name goes as told; later ones work. */
function storeWith(put: Put) {
  const known = new Map([[BEFORE.name, BEFORE]]);
  let next: Put = put;
  let silent = false;
  const failing = (code: 'connection-lost' | 'repository-not-shared') => new AppFailure(appError(code));
  const store = {
    where: 'http://127.0.0.1',
    read: (_: unknown, { path }: { path: string }) => {
      if (silent) return Promise.reject(failing('connection-lost'));
      return Promise.resolve(path === '/_snapshot' ? Object.fromEntries(known) : { nodes: {} });
    },
    write: (
      _: unknown,
      __: string,
      request: { path: string; body: { type: string; settings: Settings } },
    ) => {
      const name = decodeURIComponent(request.path.split('/')[2]!);
      const how = name === BEFORE.name ? next : 'works';
      if (name === BEFORE.name) next = 'works';
      if (how !== 'lost-before' && how !== 'lost-and-silent') known.set(name, { name, ...request.body });
      if (how === 'works') return Promise.resolve({});
      silent = how === 'lost-and-silent';
      return Promise.reject(failing(how === 'kept-unverified' ? 'repository-not-shared' : 'connection-lost'));
    },
    change: (_: string, { path }: { path: string }) => {
      known.delete(decodeURIComponent(path.split('/')[2]!));
      return Promise.resolve();
    },
  };
  const connection = { store, can: { keysInSettings: false } } as unknown as Connection;
  return { connection, known };
}

async function edit(put: Put, settings: Settings) {
  const { connection, known } = storeWith(put);
  const place = { kind: 'other', type: 'hdfs', settings: JSON.stringify(settings) } as const;
  const draft = { gatewayId: 'g', name: 'far', place };
  const error = await editRepository(connection, BEFORE, draft, { type: 'hdfs', settings }).then(
    () => null,
    (thrown: unknown) => (thrown as AppFailure).value,
  );
  return { error, settings: known.get('far')?.settings, names: [...known.keys()] };
}

const ADDED = { ...BEFORE.settings, path: '/backup' };

describe('an edit of a repository', () => {
  it('gives a data store what was shown masked as it was, at any depth', async () => {
    const shown = { uri: 'hdfs://two', security: { principal: 'vault', credentials: '***' } };
    expect(await edit('works', shown)).toEqual({
      error: null,
      settings: { ...BEFORE.settings, uri: 'hdfs://two' },
      names: ['far'],
    });
  });

  it('is refused where something masked was never there', async () => {
    const invented = { uri: 'hdfs://two', security: { password: '***' } };
    const { error, settings } = await edit('works', invented);
    expect(`${error?.title} ${error?.cause}`).toContain('security.password is ***');
    expect(settings).toEqual(BEFORE.settings);
  });

  it('whose reply is lost counts as made only where all of it is told', async () => {
    expect(await edit('lost-after', ADDED)).toMatchObject({ error: null, settings: ADDED });
    expect(await edit('lost-before', ADDED)).toMatchObject({ error: { code: 'connection-lost' } });
    expect(await edit('lost-and-silent', ADDED)).toMatchObject({ error: { code: 'connection-lost' } });
  });

  it('that a data store keeps although it could not verify it is put back', async () => {
    expect(await edit('kept-unverified', ADDED)).toMatchObject({
      error: { code: 'repository-not-shared', changed: 'The repository far is as it was before.' },
      settings: BEFORE.settings,
    });
  });
});

describe('a change to read-only', () => {
  const change = async (put: Put) => {
    const { connection, known } = storeWith(put);
    const error = await setReadOnly(connection, BEFORE, true).then(
      () => null,
      (thrown: unknown) => (thrown as AppFailure).value,
    );
    return { error, readonly: known.get('far')?.settings.readonly };
  };

  it('is put back where it could not be verified, and unknown where nothing can be seen', async () => {
    expect(await change('works')).toEqual({ error: null, readonly: true });
    expect(await change('kept-unverified')).toMatchObject({
      error: { code: 'repository-not-shared', changed: 'The repository far is as it was before.' },
      readonly: undefined,
    });
    expect(await change('lost-and-silent')).toMatchObject({ error: { code: 'connection-lost' } });
  });
});
