import type { PlannedCall } from '#shared/model/planned-call.ts';
import { safetyNameStart } from '#shared/rules/backup-name.ts';
import { copyCalls } from '../backups/plan-calls.ts';
import { aliasCall, closeCalls, deleteCalls, openCalls } from '../elasticsearch/indices.ts';
import { registration } from '../elasticsearch/repositories.ts';
import { restoreCall } from '../elasticsearch/restores.ts';
import { deletionOf } from '../elasticsearch/snapshots.ts';
import { toldCall } from '../elasticsearch/told-call.ts';
import { aliasActions, type HasAliases } from './alias-actions.ts';
import { completedTargets, wantedByIndex } from './alias-targets.ts';
import { journalOf } from './begin.ts';
import { namesOf, restored } from './context.ts';
import { isError, type RestoreFacts } from './facts.ts';
import type { Journal } from './journal.ts';
import { doomedOf, endangeredOf, membersOf, replacedOf, restoreOf, withAliasesOf } from './journal-parts.ts';
import type { MadePlan } from './planner.ts';
import { closedForSafety } from './steps-before.ts';
import { plannedLift } from './throttle.ts';

/** What is known only when the restore runs, as it is told. Brackets need no escape in a path. */
const LATER = { time: '(time)', oldest: '(oldest)', id: '(random)' };

/**
 * All that this plan will change on the data store, in the order in which it is sent: the journal that the restore
 * would begin with, put into requests by the functions that its steps use. Reading is not told.
 */
export function plannedCalls(made: MadePlan): PlannedCall[] {
  const { facts, plan } = made;
  const { can } = facts.connection;
  const confirmation = { planId: plan.id, tenant: facts.connection.gateway.tenant, reason: '' };
  const begun = journalOf(made, LATER.id, confirmation, plan.madeAt);
  if (begun.indices.length === 0) return [];
  const lift = plannedLift(can, begun.id, facts.limits);
  const journal: Journal = { ...begun, lifted: lift?.lifted ?? null };
  const [replaced, doomed] = [namesOf(replacedOf(journal)), namesOf(doomedOf(journal))];
  const requests = journal.requests.filter((request) => membersOf(journal, request).length > 0);
  return [
    ...safetyCalls(journal, facts),
    ...(lift === null ? [] : [toldCall('lift-throttle', lift.lift)]),
    ...(replaced.length === 0 ? [] : closeCalls(can, replaced).map((call) => toldCall('close', call))),
    ...(doomed.length === 0 ? [] : deleteCalls(doomed).map((call) => toldCall('remove', call))),
    ...requests.map((request) => toldCall('restore', restoreCall(can, restoreOf(journal, request)))),
    ...aliasCalls(journal, facts),
    ...(lift === null ? [] : [toldCall('release', lift.putBack)]),
    ...pruneCalls(journal),
  ];
}

function safetyCalls(journal: Journal, facts: RestoreFacts): PlannedCall[] {
  const { safetyPlace, live } = facts;
  const { can, gateway } = facts.connection;
  const indices = namesOf(endangeredOf(journal));
  if (journal.safety === null || isError(safetyPlace) || indices.length === 0) return [];
  const closed = namesOf(closedForSafety(can, journal));
  const then = live.map((one) =>
    closed.includes(one.index) ? { ...one, open: true, health: one.health ?? 'green' } : one,
  );
  const { name: repository, type, settings, registered } = safetyPlace;
  const name = `${safetyNameStart(gateway.tenant)}${LATER.time}`;
  const { before, copy, after } = copyCalls(facts.connection, then, {
    repository,
    name,
    indices,
    trigger: 'safety',
  });
  const register = registered ? [] : [registration(repository, type, settings)];
  return [
    ...(closed.length === 0 ? [] : openCalls(closed).map((call) => toldCall('open-for-safety', call))),
    ...[...register, ...before, ...copy, ...after].map((call) => toldCall('safety-backup', call)),
  ];
}

/** Of aliases that only the backup knows nobody can say before whether anything is left to be set. */
function aliasCalls(journal: Journal, { connection, live }: RestoreFacts): PlannedCall[] {
  const { path, method } = aliasCall([]);
  const withAliases = withAliasesOf(journal);
  if (withAliases.length > 0) return [toldCall('aliases', { path, method }, true)];
  const then = copied(journal, new Map(live.map((one) => [one.index, one])));
  const targets = completedTargets(journal.aliases, new Map(), withAliases);
  const wanted = wantedByIndex(targets, namesOf(restored(journal)));
  const actions = aliasActions(wanted, then, connection.can.writeIndex);
  return actions.length === 0 ? [] : [toldCall('aliases', aliasCall(actions))];
}

/** The aliases once everything is copied: an index that was there keeps its own, a new one has none yet. */
function copied(journal: Journal, live: ReadonlyMap<string, HasAliases>): Map<string, HasAliases> {
  const then = new Map(live);
  for (const { index, action } of journal.indices) {
    if (action === 'remove') then.delete(index);
    else if (action !== 'replace') then.set(index, { aliases: [] });
  }
  return then;
}

/** Safety backups beyond the newest two are deleted, one after another. */
function pruneCalls({ safety, tenant }: Journal): PlannedCall[] {
  if (safety === null) return [];
  const call = deletionOf(safety.repository, `${safetyNameStart(tenant)}${LATER.oldest}`);
  return [toldCall('release', call, true)];
}
