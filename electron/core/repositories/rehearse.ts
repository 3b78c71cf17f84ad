import { never } from '#shared/errors/never.ts';
import type { RepositoryDraft } from '#shared/model/repository-place.ts';
import type { Connection } from '../gateways/connections.ts';
import { refuseCleanUp, refuseReadOnly } from './alter.ts';
import { isReadOnly } from './default-repository.ts';
import { editedSettings } from './edit.ts';
import { existing } from './existing.ts';
import type { Keys } from './kept-keys.ts';
import { checkPlace } from './matrix.ts';
import { refuseTaken } from './register.ts';
import { wantedOf } from './wanted.ts';

/** A change of the repositories that somebody thinks of. */
export type RepositoryChange =
  | { kind: 'register' | 'edit'; draft: RepositoryDraft }
  | { kind: 'remove' | 'clean-up'; gatewayId: string; name: string }
  | { kind: 'read-only'; gatewayId: string; name: string; readOnly: boolean };

/**
 * Rejects with everything that refuses a change before it is sent. What only the server can tell, such as whether it
 * may write to a folder, stays open. Changes nothing.
 */
export async function rehearseRepository(
  connection: Connection,
  change: RepositoryChange,
  keys: Keys | null,
): Promise<void> {
  const { store, can } = connection;
  switch (change.kind) {
    case 'register':
      wantedOf(can, change.draft.place, keys);
      await checkPlace(connection, change.draft.place);
      return refuseTaken(store, change.draft.name);
    case 'edit': {
      const { draft } = change;
      await editedSettings(
        connection,
        await existing(connection, draft.name),
        draft,
        wantedOf(can, draft.place, keys),
      );
      return;
    }
    case 'read-only': {
      const found = await existing(connection, change.name);
      if (isReadOnly(found) !== change.readOnly) refuseReadOnly(can, found);
      return;
    }
    case 'clean-up':
      refuseCleanUp(can, await existing(connection, change.name));
      return;
    case 'remove':
      await existing(connection, change.name);
      return;
    default:
      return never(change);
  }
}
