import { type PlanEntry, PlanVerdict, type RestorePlan } from '#shared/model/plan.ts';

/** Refused first: what needs a decision stands on top. */
export const VERDICT_ORDER = PlanVerdict.options;

export type PlanFilter = 'all' | PlanVerdict;

/** `none`: no index of the group has this side. `unknown`: one of them has it and nobody counted it. */
export type Sum = number | 'none' | 'unknown';

export interface Totals {
  inBackup: Sum;
  live: Sum;
  difference: Sum;
  bytes: Sum;
}

export interface PlanGroup {
  verdict: PlanVerdict;
  entries: PlanEntry[];
  totals: Totals;
}

/** Adds up what is there; one unknown part makes the whole unknown instead of too small. */
export function sumOf(parts: readonly Sum[]): Sum {
  const there = parts.filter((part) => part !== 'none');
  if (there.length === 0) return 'none';
  return there.reduce<Sum>(
    (sum, part) => (typeof sum === 'number' && typeof part === 'number' ? sum + part : 'unknown'),
    0,
  );
}

const known = (value: number | null): Sum => value ?? 'unknown';

export const docsInBackup = (entry: PlanEntry): Sum =>
  entry.inBackup === null ? 'none' : known(entry.inBackup.docs);

export const docsLive = (entry: PlanEntry): Sum => (entry.live === null ? 'none' : known(entry.live.docs));

/** Documents after the restore less documents now; an index that stays has no difference. */
export function difference(entry: PlanEntry): Sum {
  if (entry.verdict === 'keep' || entry.inBackup === null || entry.live === null) return 'none';
  const { docs } = entry.inBackup;
  return docs === null || entry.live.docs === null ? 'unknown' : docs - entry.live.docs;
}

/** The size of what is there afterwards, or of what goes away. */
export function bytesOf(entry: PlanEntry): Sum {
  const staysLive = entry.verdict === 'keep' || entry.verdict === 'remove';
  const side = staysLive ? (entry.live ?? entry.inBackup) : (entry.inBackup ?? entry.live);
  return side === null ? 'none' : known(side.bytes);
}

export function totalsOf(entries: readonly PlanEntry[]): Totals {
  return {
    inBackup: sumOf(entries.map(docsInBackup)),
    live: sumOf(entries.map(docsLive)),
    difference: sumOf(entries.map(difference)),
    bytes: sumOf(entries.map(bytesOf)),
  };
}

export function countOf(plan: Pick<RestorePlan, 'entries'>, verdict: PlanVerdict): number {
  return plan.entries.filter((entry) => entry.verdict === verdict).length;
}

const isNamed = ({ index, target }: PlanEntry, wanted: string): boolean =>
  index.toLowerCase().includes(wanted) || target.toLowerCase().includes(wanted);

/** The groups to show: refused first, empty ones left out, names in order. */
export function groupPlan(
  entries: readonly PlanEntry[],
  filter: PlanFilter = 'all',
  search = '',
): PlanGroup[] {
  const wanted = search.trim().toLowerCase();
  return VERDICT_ORDER.filter((verdict) => filter === 'all' || filter === verdict)
    .map((verdict) => {
      const members = entries
        .filter((entry) => entry.verdict === verdict && isNamed(entry, wanted))
        .sort((a, b) => a.index.localeCompare(b.index));
      return { verdict, entries: members, totals: totalsOf(members) };
    })
    .filter((group) => group.entries.length > 0);
}
