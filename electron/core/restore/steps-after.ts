import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { RestoreResult, VerifiedScope } from '#shared/model/operation.ts';
import { Scope } from '#shared/model/primitives.ts';
import { changeAliases } from '../elasticsearch/indices.ts';
import { areAllStarted, readPrimaries, startedOf } from '../elasticsearch/restores.ts';
import { aliasActions } from './alias-actions.ts';
import { completedTargets, wantedByIndex, wrongAliases } from './alias-targets.ts';
import { enter, liveByName, namesOf, note, type RestoreContext, restored } from './context.ts';
import type { JournalIndex } from './journal.ts';
import { withAliasesOf } from './journal-parts.ts';

export interface Verified {
  scopes: VerifiedScope[];
  indices: RestoreResult['indices'];
  docs: number | null;
  /** Indices whose counts differ from the manifest, with both numbers. */
  different: string[];
}

/** Success is what was verified (E13): every primary started, open, and the counts of the manifest (E6). */
export async function verifyRestored(context: RestoreContext): Promise<Verified> {
  await enter(context, 'verify');
  return context.operation.inPhase('verify', async () => {
    const [live, primaries] = [await liveByName(context), await readPrimaries(context.connection.store)];
    const all = restored(context.journal);
    const sound = (one: JournalIndex): boolean =>
      live.get(one.index)?.open === true && areAllStarted(primaries.get(one.index));
    const unsound = all.filter((one) => !sound(one));
    if (unsound.length > 0) {
      throw new AppFailure(
        appError('restore-failed', { detail: `Not complete: ${namesOf(unsound).slice(0, 3).join(', ')}.` }),
      );
    }
    const docsOf = (one: JournalIndex): number | null => live.get(one.index)?.docs ?? null;
    const different = all.filter((one) => one.docs !== null && docsOf(one) !== one.docs);
    const scopes = [...Scope.options, null].flatMap((scope): VerifiedScope[] => {
      const members = all.filter((one) => one.scope === scope);
      if (members.length === 0) return [];
      const expected = members.map((one) => one.docs);
      const unknown = expected.some((docs) => docs === null);
      return [
        {
          scope,
          indices: { done: members.length, total: members.length },
          shards: startedOf(primaries, namesOf(members)),
          docsExpected: unknown ? null : sum(expected.map((docs) => docs ?? 0)),
          docsFound: sum(members.map((one) => docsOf(one) ?? 0)),
          verdict: unknown
            ? 'unknown'
            : members.some((one) => different.includes(one))
              ? 'different'
              : 'equal',
        },
      ];
    });
    const docs = sum(all.map((one) => docsOf(one) ?? 0));
    const words =
      different.length > 0
        ? `${different.length} indices have other counts`
        : scopes.some((one) => one.verdict === 'unknown')
          ? 'Every shard started, counts unknown'
          : 'Every shard started, every count equal';
    return [
      {
        scopes,
        indices: { done: all.length, total: all.length },
        docs,
        different: different.map(
          (one) => `${one.index}: ${one.docs ?? 0} expected, ${docsOf(one) ?? 0} found`,
        ),
      },
      words,
    ] as const;
  });
}

/** Sets the aliases as planned, in one request, and reads them back (E12). Resolves with how many were checked. */
export async function setAliases(context: RestoreContext): Promise<number> {
  await enter(context, 'aliases');
  return context.operation.inPhase('aliases', async () => {
    const { connection, journal } = context;
    const before = await liveByName(context);
    const targets = completedTargets(journal.aliases, before, withAliasesOf(journal));
    await note(context, { aliases: targets, aliasesBegun: true });
    const wanted = wantedByIndex(targets, namesOf(restored(journal)));
    const actions = aliasActions(wanted, before, connection.can.writeIndex);
    await changeAliases(connection.store, connection.can, actions);
    const wrong = wrongAliases(targets, actions.length === 0 ? before : await liveByName(context));
    if (wrong.length > 0)
      throw new AppFailure(appError('aliases-failed', { detail: `Wrong: ${wrong.slice(0, 5).join(', ')}.` }));
    const words = connection.can.writeIndex ? 'each with at most one write index' : 'all in place';
    return [targets.length, `${targets.length} aliases, ${words}`] as const;
  });
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
