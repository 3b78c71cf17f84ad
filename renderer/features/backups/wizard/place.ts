import type { AppError } from '#shared/errors/app-error.ts';
import type { BackupChoices } from '#shared/model/backup.ts';
import type { RepositoryList } from '#shared/model/repository.ts';

/** A place that the second step offers. */
export interface Place {
  name: string;
  type: string;
  location: string | null;
  /** `registered-by-backup`: the default that is not there yet (E22). */
  kind: 'there' | 'registered-by-backup';
  isDefault: boolean;
  /** Why it cannot take this backup. */
  refused: 'read-only' | 'safety' | AppError | null;
}

/** All places, the default one first. One that cannot be used is listed with its reason, never hidden. */
export function placesOf(list: RepositoryList): Place[] {
  const there = list.repositories.map((repository): Place => {
    const isDefault = repository.name === list.defaultName;
    return {
      name: repository.name,
      type: repository.type,
      location: repository.location,
      kind: 'there',
      isDefault,
      refused: repository.safety
        ? 'safety'
        : repository.readOnly
          ? 'read-only'
          : isDefault
            ? list.defaultRefused
            : null,
    };
  });
  const missing: Place[] = list.defaultExists
    ? []
    : [
        {
          name: list.defaultName,
          type: 'fs',
          location: list.defaultName,
          kind: 'registered-by-backup',
          isDefault: true,
          refused: list.defaultRefused,
        },
      ];
  return [...missing, ...there].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en'));
}

const rank = (place: Place): number => (place.isDefault ? 0 : place.refused === null ? 1 : 2);

/** The place that is used: the chosen one, else the default, else the first that can be used. */
export function chosenPlace(places: readonly Place[], chosen: string | null): Place | null {
  const picked = places.find((place) => place.name === chosen);
  if (picked !== undefined) return picked;
  return places.find((place) => place.isDefault && place.refused === null) ?? usable(places);
}

const usable = (places: readonly Place[]): Place | null =>
  places.find((place) => place.refused === null) ?? null;

/** What the place already holds, which decides how much is copied; a server copies a file once for all backups there. */
export function newDataOf(place: Place, held: BackupChoices['held']): 'new' | 'none' | 'some' | 'unknown' {
  if (place.kind === 'registered-by-backup') return 'new';
  const backups = held.find(({ repository }) => repository === place.name)?.backups ?? null;
  if (backups === null) return 'unknown';
  return backups === 0 ? 'none' : 'some';
}
