import type { Operation } from '#shared/model/operation.ts';
import type { Overview } from '#shared/model/overview.ts';
import { isDone } from '#shared/rules/restart-nodes.ts';
import { OVERVIEW } from '../../strings/overview.ts';

const text = OVERVIEW.todo;

/** Where the button of a thing to do leads. */
export type TodoTarget =
  | { page: 'restart' }
  /** The action that opens all indices again, in the place of a link. */
  | { page: 'open-all' }
  | { page: 'backups'; repositories: string; state?: string }
  | null;

export interface Todo {
  id: string;
  tone: 'warn' | 'bad' | 'lost';
  title: string;
  detail: string;
  button: string;
  target: TodoTarget;
}

/** What waits for the administrator, most urgent first. */
export function todosOf(overview: Overview, secretsAtRisk: boolean): Todo[] {
  const todos: Todo[] = [];
  for (const journal of overview.journals) {
    if (journal.active) continue;
    todos.push({
      id: `journal ${journal.id}`,
      tone: 'bad',
      title: text.journal(journal.backup),
      detail: text.journalDetail,
      button: '',
      target: null,
    });
  }
  const unclear = lastUnclearRestore(overview);
  if (unclear !== null) {
    todos.push({
      id: 'closed',
      tone: 'warn',
      title: text.closed,
      detail: text.closedDetail(unclear.target),
      button: '',
      target: { page: 'open-all' },
    });
  }
  if (overview.pendingRestart !== null) {
    const left = overview.pendingRestart.nodes.filter((node) => !isDone(node));
    todos.push({
      id: 'restart',
      tone: 'warn',
      title: restartTitle(left),
      detail: overview.pendingRestart.why,
      button: text.restartButton,
      target: { page: 'restart' },
    });
  }
  for (const reading of overview.readings) {
    if (reading.error === null) continue;
    todos.push({
      id: `repository ${reading.repository}`,
      tone: 'bad',
      title: text.repository(reading.repository),
      detail: reading.error.title,
      button: text.repositoryButton,
      target: { page: 'backups', repositories: reading.repository },
    });
  }
  for (const reading of overview.readings) {
    if (reading.error !== null || reading.unreadable === 0) continue;
    todos.push({
      id: `unreadable ${reading.repository}`,
      tone: 'lost',
      title: text.unreadable(reading.unreadable, reading.repository),
      detail: reading.unreadable === 1 ? text.unreadableDetail : text.unreadableDetailMany,
      button: text.unreadableButton(reading.unreadable),
      target: { page: 'backups', repositories: reading.repository, state: 'unreadable' },
    });
  }
  if (secretsAtRisk) {
    todos.push({
      id: 'secrets',
      tone: 'warn',
      title: text.secrets,
      detail: text.secretsDetail,
      button: '',
      target: null,
    });
  }
  return todos;
}

function restartTitle(left: NonNullable<Overview['pendingRestart']>['nodes']): string {
  const nodes = left.filter((node) => node.store === undefined).length;
  if (nodes === left.length) return text.restart(nodes);
  return nodes === 0 ? text.restartStore : text.restartBoth(nodes);
}

/** Whether a restore may have left indices closed. */
export const mayBeClosed = (overview: Overview): boolean =>
  overview.journals.length > 0 || lastUnclearRestore(overview) !== null;

/** The last restore, if it left indices behind and nothing has looked after them since. */
function lastUnclearRestore({ recent, journals }: Overview): Operation | null {
  // An open journal says it better, and has to be settled first.
  if (journals.length > 0) return null;
  const last = recent
    .filter(({ kind }) => kind === 'restore' || kind === 'rollback' || kind === 'open-indices')
    .toSorted((a, b) => b.startedAt - a.startedAt)[0];
  const { result } = last ?? {};
  const left = result?.kind === 'restore' && (result.outcome === 'incomplete' || result.leftOver.length > 0);
  return left && last !== undefined ? last : null;
}
