import { atLeast, parseVersion } from '#shared/rules/versions.ts';
import { BACKUP_WIZARD } from '../../../strings/backup-wizard.ts';
import type { Place } from './place.ts';

export interface PlannedCall {
  method: 'PUT';
  path: string;
  body: string;
}

/** Names of indices that are written out in a shown body; the rest is counted. */
const NAMES_SHOWN = 3;

/** The writing calls of the backup, as the engine will send them, for a data store of this version. */
export function plannedCalls(
  place: Place,
  name: string,
  indices: readonly string[],
  version: string | null,
): PlannedCall[] {
  const store = version === null ? null : parseVersion(version);
  const register: PlannedCall = {
    method: 'PUT',
    path: `/_snapshot/${encodeURIComponent(place.name)}`,
    body: JSON.stringify({ type: place.type, settings: { location: place.location } }),
  };
  const create: PlannedCall = {
    method: 'PUT',
    path: `/_snapshot/${encodeURIComponent(place.name)}/${encodeURIComponent(name)}?wait_for_completion=false`,
    body: JSON.stringify({
      indices: shortened(indices),
      ignore_unavailable: false,
      include_global_state: false,
      partial: false,
      ...(store !== null && atLeast(store, 7, 12) ? { feature_states: ['none'] } : {}),
    }),
  };
  return place.kind === 'registered-by-backup' ? [register, create] : [create];
}

function shortened(indices: readonly string[]): string {
  const shown = indices.slice(0, NAMES_SHOWN).join(',');
  const more = indices.length - NAMES_SHOWN;
  return more > 0 ? `${shown}${BACKUP_WIZARD.review.moreNames(more)}` : shown;
}
