import type { RestoreResult } from '#shared/model/operation.ts';
import { formatCount, formatOf } from '../lib/format.ts';
import { ACTIVITY } from '../strings/activity.ts';

const TEXTS = ACTIVITY.end;

export interface RestoredVerdict {
  tone: 'good' | 'warn' | 'bad';
  title: string;
}

/** What a restore came to, in one line: only what was verified is called verified. */
export function restoredVerdict(result: RestoreResult): RestoredVerdict {
  if (result.outcome !== 'restored') {
    return {
      tone: result.outcome === 'incomplete' ? 'bad' : 'warn',
      title: TEXTS.outcomes[result.outcome],
    };
  }
  const indices = formatOf(result.indices.done, result.indices.total);
  const verdicts = result.scopes.map((scope) => scope.verdict);
  if (verdicts.includes('different')) return { tone: 'bad', title: TEXTS.restoredDifferent(indices) };
  const wrongAliases = result.aliases.wrong.length > 0;
  if (verdicts.includes('unknown') || verdicts.length === 0 || result.docs === null) {
    return { tone: wrongAliases ? 'warn' : 'good', title: TEXTS.restoredShards(indices) };
  }
  return {
    tone: wrongAliases ? 'warn' : 'good',
    title: TEXTS.restoredVerified(indices, formatCount(result.docs)),
  };
}
