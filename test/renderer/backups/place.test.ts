import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import type { RepositoryList } from '#shared/model/repository.ts';
import { plannedCalls } from '../../../renderer/features/backups/wizard/calls.ts';
import { chosenPlace, placesOf } from '../../../renderer/features/backups/wizard/place.ts';

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

describe('planned calls', () => {
  const [missing] = placesOf(list());
  const names = ['a', 'b', 'c', 'd', 'e'];

  it('registers a missing default first, then asks for explicit names', () => {
    const calls = plannedCalls(missing!, 'x%y', names, '7.13.0');
    expect(calls.map((call) => call.path)).toEqual([
      '/_snapshot/default',
      '/_snapshot/default/x%25y?wait_for_completion=false',
    ]);
    expect(JSON.parse(calls[1]!.body)).toMatchObject({
      indices: 'a,b,c,… 2 more',
      include_global_state: false,
      feature_states: ['none'],
    });
  });

  it('sends nothing that the version does not know', () => {
    expect(plannedCalls(missing!, 'x', names, '7.7.1')[1]!.body).not.toContain('feature_states');
    expect(plannedCalls(missing!, 'x', names, null)[1]!.body).not.toContain('feature_states');
  });
});
