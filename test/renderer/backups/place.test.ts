import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import type { RepositoryList } from '#shared/model/repository.ts';
import { chosenPlace, newDataOf, placesOf } from '../../../renderer/features/backups/wizard/place.ts';

const list = (changes: Partial<RepositoryList> = {}): RepositoryList => ({
  repositories: [
    { name: 'archive', type: 'fs', location: '/mnt/archive', readOnly: true, safety: false },
    { name: 'nightly', type: 'fs', location: '/mnt/nightly', readOnly: false, safety: false },
    { name: 'gateway-vault-safety-default', type: 'fs', location: '/mnt/s', readOnly: false, safety: true },
  ],
  defaultName: 'default',
  defaultExists: false,
  defaultRefused: null,
  allowedFolders: ['/mnt'],
  ...changes,
});
const refusal = appError('cluster-needs-shared-folder', { detail: '3' });

describe('places', () => {
  it('offers the missing default first, registered by the backup', () => {
    const places = placesOf(list());
    expect(places.map((place) => place.name)).toEqual([
      'default',
      'nightly',
      'archive',
      'gateway-vault-safety-default',
    ]);
    expect(chosenPlace(places, null)).toMatchObject({ name: 'default', kind: 'registered-by-backup' });
  });

  it('takes another one when the default is refused, and keeps what was chosen', () => {
    const places = placesOf(list({ defaultRefused: refusal }));
    expect(places[0]).toMatchObject({ name: 'default', refused: refusal });
    expect(chosenPlace(places, null)?.name).toBe('nightly');
    expect(chosenPlace(places, 'archive')).toMatchObject({ name: 'archive', refused: 'read-only' });
  });

  it('chooses none when none can be used', () => {
    const places = placesOf(list({ defaultRefused: refusal, repositories: [] }));
    expect(chosenPlace(places, null)).toBeNull();
  });
});

describe('how much a backup copies', () => {
  const [missing, nightly] = placesOf(list());
  const holds = (backups: number | null) => newDataOf(nightly!, [{ repository: 'nightly', backups }]);

  it('is all of it where no backup is, and less where there are some', () => {
    expect(newDataOf(missing!, [])).toBe('new');
    expect(holds(0)).toBe('none');
    expect(holds(2)).toBe('some');
  });

  it('is not told where the repository could not be read', () => {
    expect(holds(null)).toBe('unknown');
    expect(newDataOf(nightly!, [])).toBe('unknown');
  });
});
