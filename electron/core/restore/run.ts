import { type AppError, AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { PhaseId, RestoreResult } from '#shared/model/operation.ts';
import { RESTORE_STEPS } from '#shared/model/phase-ids.ts';
import type { IndexStates } from '../elasticsearch/indices.ts';
import { failureOf, isUnknownOutcome } from '../errors/from-transport.ts';
import type { Outcome } from '../operations/operation-handle.ts';
import {
  enter,
  noteIfWritable,
  type RestoreContext,
  refuseChanges,
  refuseReopened,
  restored,
} from './context.ts';
import type { Step } from './journal.ts';
import { replacedOf } from './journal-parts.ts';
import { untilArrived } from './lost-restore.ts';
import { type RolledBack, rollBack } from './rollback.ts';
import { isBeforeChanges, standDown } from './stand-down.ts';
import { setAliases, type Verified, verifyRestored } from './steps-after.ts';
import { makeSafetyBackup, quiesceForRestore, releaseQuiesced } from './steps-before.ts';
import { closeReplaced, copyFromBackup, removeSurplus, resumeCopy } from './steps-change.ts';
import { liftThrottle, putThrottleBack } from './throttle.ts';

/** Indices are opened for the safety backup only where some are closed: that phase shows when it comes. */
export const RESTORE_PHASES: readonly PhaseId[] = [
  'plan',
  ...RESTORE_STEPS.filter((step) => step !== 'open-for-safety'),
];

/** The whole restore, from a plan that was confirmed. Whatever goes wrong ends in the former state or says so. */
export async function runRestore(context: RestoreContext): Promise<Outcome> {
  return guarded(context, async (times) => {
    await context.operation.inPhase('plan', async () => {
      await refuseChanges(context, (one) => (one.former === null ? null : one.former.open));
      return [
        undefined,
        `${context.journal.indices.length} indices, nothing changed since the plan`,
      ] as const;
    });
    await quiesceForRestore(context);
    await makeSafetyBackup(context);
    const opened = new Set(context.journal.opened);
    await refuseChanges(context, (one) =>
      one.former === null ? null : one.former.open || opened.has(one.index),
    );
    if (context.operation.signal.aborted) throw new AppFailure(appError('cancelled'));
    await liftThrottle(context);
    return change(context, times);
  });
}

/** Goes on with a restore that was interrupted, from the step that its journal names (E16). */
export async function continueRestore(context: RestoreContext): Promise<Outcome> {
  const work = async (times: Times): Promise<Outcome> => {
    const { step } = context.journal;
    if (!canContinue(step))
      throw new AppFailure(
        appError('confirmation-missing', { detail: 'this restore had not begun; make a new plan' }),
      );
    await untilArrived(context);
    if (step === 'remove') {
      // Days may have passed: what is open again or made anew holds writes that are in no backup.
      await refuseReopened(context);
      return copy(context, times, null);
    }
    if (step === 'restore') {
      await resumeCopy(context);
      times.copied = context.ports.clock.now();
    }
    return finish(context, times);
  };
  // What was made anew since would be lost on the way back: that is for the administrator to choose.
  return guarded(context, work, { staysIfOutdated: true });
}

export function canContinue(step: Step): boolean {
  return ['remove', 'restore', 'verify', 'aliases', 'release'].includes(step);
}

interface Times {
  closed: number | null;
  copied: number | null;
}

async function change(context: RestoreContext, times: Times): Promise<Outcome> {
  if (replacedOf(context.journal).length > 0) times.closed = context.ports.clock.now();
  return copy(context, times, await closeReplaced(context));
}

async function copy(context: RestoreContext, times: Times, closed: IndexStates | null): Promise<Outcome> {
  const removed = await removeSurplus(context);
  await copyFromBackup(context, removed ? null : closed);
  times.copied = context.ports.clock.now();
  return finish(context, times);
}

async function finish(context: RestoreContext, times: Times): Promise<Outcome> {
  const { operation } = context;
  operation.update({ cancellable: false });
  const verified = await verifyRestored(context);
  const aliases = await setAliases(context);
  await enter(context, 'release');
  operation.phase('release', 'running');
  const left = await releaseQuiesced(context);
  const limit = await putThrottleBack(context);
  operation.phase(
    'release',
    left.length === 0 && limit === null ? 'done' : 'failed',
    [
      left.length === 0 ? '' : `Still quiesced: ${left.join(', ')}`,
      limit === null ? '' : `Not put back: ${limit}`,
    ]
      .filter((text) => text !== '')
      .join('. '),
  );
  // A node that stayed quiesced and a limit that stayed lifted are undone by whoever settles the journal.
  if (limit === null && left.length === 0) await context.journals.close(context.journal.id);
  const error =
    verified.different.length === 0
      ? null
      : appError('counts-differ', { detail: verified.different.slice(0, 5).join('; ') });
  const result = resultOf(context, 'restored', verified, [], closedFor(times));
  return {
    status: error === null && left.length === 0 && limit === null ? 'succeeded' : 'warning',
    result: { ...result, aliases: { checked: aliases, wrong: [] } },
    error,
  };
}

/** Runs the steps; any failure is answered by the way back, except one that only concerns aliases. */
async function guarded(
  context: RestoreContext,
  work: (times: Times) => Promise<Outcome>,
  { staysIfOutdated }: { staysIfOutdated: boolean } = { staysIfOutdated: false },
): Promise<Outcome> {
  const times: Times = { closed: null, copied: null };
  try {
    return await work(times);
  } catch (thrown) {
    const failure = failureOf(thrown, context.connection.store.where);
    if (failure.value.code === 'internal')
      context.ports.logger.error(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
    context.operation.log(`${failure.value.title} ${failure.value.cause}`);
    if (failure.value.code === 'lock-lost') return leftToOthers(context, failure.value, times);
    const isOutdated = staysIfOutdated && failure.value.code === 'plan-outdated';
    if (isOutdated || mustStayOpen(context, failure.value)) {
      await releaseQuiesced(context).catch(() => undefined);
      // Going on with a copy needs the registration that it is read through.
      if (context.journal.step !== 'restore') await putThrottleBack(context).catch(() => undefined);
      return {
        status: isUnknownOutcome(failure.value) ? 'unknown' : 'failed',
        result: resultOf(context, 'incomplete', null, [], closedFor(times)),
        error: failure.value,
      };
    }
    return goBack(context, failure.value, times);
  }
}

/** Whoever has the lock settles the journal; undoing here would be a second hand in the same work. */
function leftToOthers(context: RestoreContext, error: AppError, times: Times): Outcome {
  const result = resultOf(context, 'incomplete', null, [], closedFor(times));
  return { status: 'unknown', result, error };
}

/**
 * Where undoing would be the greater harm, the journal stays open and the administrator decides: the data is in
 * place and only something after it failed, the server cannot be reached while it may well finish by itself, or the
 * disk of this computer takes no word of the way back.
 */
function mustStayOpen(context: RestoreContext, error: AppError): boolean {
  const { step, sent } = context.journal;
  // Nothing can be undone that is not written down first.
  if (error.code === 'file-failed' && sent.length > 0) return true;
  if (step === 'restore') return error.code !== 'outcome-unknown' && isUnknownOutcome(error);
  return ['verify', 'aliases', 'release'].includes(step) && error.code !== 'restore-failed';
}

const GLOBAL_LEFT = 'Templates and settings of the whole data store may be those of the backup.';

/** The way back after a failure, and its truth in words. */
async function goBack(context: RestoreContext, cause: AppError, times: Times): Promise<Outcome> {
  context.operation.update({ cancellable: false });
  const { globalState, sent } = context.journal;
  // No safety backup holds them, and a restore brings them before its first shard.
  const isGlobal = globalState && sent.length > 0;
  try {
    const { fromSafety, leftOver } = await undo(context);
    if (leftOver.length > 0) {
      const detail = `${cause.title} Not as before: ${leftOver.slice(0, 5).join(', ')}.`;
      const changed =
        context.journal.safety?.good === true
          ? undefined
          : 'The indices that are named are not as they were, and there is no safety backup of them.';
      return {
        status: 'failed',
        result: resultOf(context, 'incomplete', null, leftOver, closedFor(times)),
        error: appError('rollback-failed', { detail, changed, raw: cause.raw }),
      };
    }
    const outcome = fromSafety || isGlobal ? 'rolled-back' : 'unchanged';
    const result = resultOf(context, outcome, null, [], closedFor(times));
    await settled(context);
    if (isGlobal) context.operation.log(GLOBAL_LEFT);
    const changed = fromSafety
      ? 'The safety backup brought the former data back.'
      : 'No data was replaced. Every index is as it was before.';
    const status = cause.code === 'cancelled' ? 'cancelled' : 'failed';
    return {
      status,
      result,
      error: { ...cause, changed: `${changed}${isGlobal ? ` ${GLOBAL_LEFT}` : ''}${stillQuiesced(context)}` },
    };
  } catch (thrown) {
    const failure = failureOf(thrown, context.connection.store.where).value;
    if (failure.code === 'lock-lost') return leftToOthers(context, failure, times);
    // Quiesce ends whatever happens (E9); the journal stays for the data alone.
    await releaseQuiesced(context).catch(() => undefined);
    const detail = `${cause.title} Then: ${failure.title} ${failure.cause}`;
    const error =
      failure.code === 'rollback-failed'
        ? failure
        : appError('rollback-failed', { detail, raw: failure.raw });
    return {
      status: 'failed',
      result: resultOf(
        context,
        'incomplete',
        null,
        context.journal.indices.map((one) => one.index),
        closedFor(times),
      ),
      error,
    };
  }
}

/**
 * Ends the journal of data that is as it was before. Where a node is still quiesced or the limit still lifted it stays,
 * and forgets the data: who settles it later must not bring back what was the truth then.
 */
async function settled(context: RestoreContext): Promise<void> {
  const { id, lifted, quiesced } = context.journal;
  if (lifted === null && quiesced.length === 0) return context.journals.close(id);
  const forgotten = { requests: [], sent: [], indices: [], keptAliases: [], aliases: [], opened: [] };
  await noteIfWritable(context, { ...forgotten, aliasesBegun: false });
}

function stillQuiesced({ journal: { quiesced } }: RestoreContext): string {
  return quiesced.length === 0 ? '' : ` Still quiesced: ${quiesced.join(', ')}.`;
}

async function undo(context: RestoreContext): Promise<RolledBack> {
  if (!isBeforeChanges(context.journal.step)) return rollBack(context);
  await standDown(context);
  return { fromSafety: false, leftOver: [] };
}

/** Undoes an interrupted restore on request. */
export async function undoRestore(context: RestoreContext): Promise<Outcome> {
  const outcome = await goBack(context, appError('cancelled'), { closed: null, copied: null });
  if (outcome.status !== 'cancelled') return outcome;
  const { lifted, quiesced } = context.journal;
  const detail = 'It could not be released after the restore.';
  const facts = { what: quiesced.join(', '), detail, changed: outcome.error?.changed };
  return {
    ...outcome,
    status: lifted === null && quiesced.length === 0 ? 'succeeded' : 'warning',
    error: quiesced.length === 0 ? null : appError('node-not-quiesced', facts),
  };
}

const closedFor = (times: Times): number | null =>
  times.closed === null || times.copied === null ? null : times.copied - times.closed;

function resultOf(
  context: RestoreContext,
  outcome: RestoreResult['outcome'],
  verified: Verified | null,
  leftOver: string[],
  closedMs: number | null,
): RestoreResult {
  const { journal } = context;
  const total = restored(journal).length;
  return {
    kind: 'restore',
    repository: journal.repository,
    name: journal.backup,
    outcome,
    indices: verified?.indices ?? { done: 0, total },
    docs: verified?.docs ?? null,
    scopes: verified?.scopes ?? [],
    aliases: { checked: 0, wrong: [] },
    safetyBackup:
      journal.safety?.good === true
        ? { repository: journal.safety.repository, name: journal.safety.name }
        : null,
    closedMs,
    leftOver,
  };
}
