import { useState } from 'react';
import type { PlanEntry, PlanFix, RestoreMode, RestorePlan } from '#shared/model/plan.ts';
import { RESTORE } from '../../strings/restore.ts';
import {
  Button,
  DataTable,
  EmptyState,
  type IconName,
  type IconTone,
  type RowGroup,
} from '../../ui/index.ts';
import { EntryDetail } from './entry-detail.tsx';
import { planColumns, totalCells } from './plan-columns.tsx';
import { groupPlan, type PlanFilter, type PlanGroup } from './plan-groups.ts';

const TEXTS = RESTORE.plan;

const LOOKS = {
  refused: { icon: 'stop', tone: 'bad' },
  unknown: { icon: 'help', tone: 'warn' },
  create: { icon: 'plus', tone: 'good' },
  remove: { icon: 'trash', tone: 'bad' },
  keep: { icon: 'lock', tone: 'muted' },
  replace: { icon: 'restore', tone: 'run' },
} as const satisfies Record<PlanEntry['verdict'], { icon: IconName; tone: IconTone }>;

export interface PlanTableProps {
  plan: RestorePlan;
  filter: PlanFilter;
  search: string;
  tenant: string | null;
  onFix: (index: string, fix: PlanFix | null) => void;
  onClear: () => void;
}

/** Every index of backup and tenant by what happens to it; refused ones show their fixes at once. */
export function PlanTable({ plan, filter, search, tenant, onFix, onClear }: PlanTableProps) {
  const [flipped, setFlipped] = useState<ReadonlySet<string>>(new Set());
  // A choice stays in sight with its way back; what is refused cannot be folded away.
  const isOpen = (entry: PlanEntry): boolean =>
    entry.verdict === 'refused' || (entry.chosen !== null) !== flipped.has(entry.index);
  const toggle = (entry: PlanEntry): void => {
    const next = new Set(flipped);
    if (!next.delete(entry.index)) next.add(entry.index);
    setFlipped(next);
  };
  const { mode } = plan.choices;
  const renamed = plan.entries.some((entry) => entry.target !== entry.index);
  return (
    <DataTable<PlanEntry>
      fill
      density={renamed ? 'tall' : 'dense'}
      label={TEXTS.tableLabel}
      narrowBelow={560}
      columns={planColumns({ tenant, mode, renamed })}
      groups={groupPlan(plan.entries, filter, search).map((group) => groupRow(group, mode.kind))}
      rowKey={(entry) => entry.index}
      onSelect={toggle}
      renderDetail={(entry) =>
        isOpen(entry) ? <EntryDetail entry={entry} mode={mode.kind} onFix={onFix} /> : null
      }
      empty={
        <EmptyState
          icon="search"
          title={TEXTS.noMatch}
          text={TEXTS.noMatchNext}
          action={<Button onClick={onClear}>{TEXTS.clear}</Button>}
        />
      }
    />
  );
}

function groupRow({ verdict, entries, totals }: PlanGroup, mode: RestoreMode['kind']): RowGroup<PlanEntry> {
  return {
    key: verdict,
    word: RESTORE.verdicts[verdict].word,
    count: entries.length,
    note: RESTORE.meaningOf(verdict, mode),
    ...LOOKS[verdict],
    ...(verdict === 'refused' ? {} : { totals: totalCells(totals) }),
    rows: entries,
  };
}
