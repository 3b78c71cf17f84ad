import type { RestoreRequest } from '../elasticsearch/restores.ts';
import { namesOf, restored } from './context.ts';
import type { Journal, JournalIndex, JournalRequest } from './journal.ts';
import { sourceOf } from './throttle.ts';

/** What the safety backup must hold: all that is replaced or removed (E10). */
export const endangeredOf = (journal: Journal): JournalIndex[] =>
  journal.indices.filter((one) => one.former !== null);

/** What is closed before it is restored over. */
export const replacedOf = (journal: Journal): JournalIndex[] =>
  journal.indices.filter((one) => one.action === 'replace');

/** What is deleted before the restore: removed by the plan, or replaced by deleting first. */
export const doomedOf = (journal: Journal): JournalIndex[] =>
  journal.indices.filter((one) => one.action === 'remove' || one.action === 'delete-first');

/** The indices that one request restores. */
export const membersOf = (journal: Journal, request: JournalRequest): JournalIndex[] =>
  restored(journal).filter((one) => one.request === request.id);

/** What one request asks the data store for. */
export const restoreOf = (journal: Journal, request: JournalRequest): RestoreRequest => ({
  repository: sourceOf(journal),
  name: journal.backup,
  indices: membersOf(journal, request).map((one) => one.source),
  includeAliases: request.includeAliases,
  rename: request.rename,
  globalState: journal.globalState && request.id === journal.requests[0]?.id,
});

/** The indices whose aliases come with them out of the backup. */
export const withAliasesOf = (journal: Journal): string[] =>
  namesOf(restored(journal).filter((one) => one.withAliases));
