import { useState } from 'react';
import type { RestorePlan } from '#shared/model/plan.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { RESTORE } from '../../strings/restore.ts';
import { SearchField, Segmented, Stack, Toolbar } from '../../ui/index.ts';
import { countOf, type PlanFilter } from './plan-groups.ts';
import { PlanTable } from './plan-table.tsx';
import styles from './plan-view.module.css';
import type { PlanReading } from './use-restore-plan.ts';

const TEXTS = RESTORE.plan;

const FILTERS = ['replace', 'create', 'keep', 'remove', 'unknown', 'refused'] as const;

export interface PlanViewProps {
  plan: RestorePlan;
  reading: PlanReading;
  tenant: string | null;
}

/** Blockers, filter and the indices of a plan. */
export function PlanView({ plan, reading, tenant }: PlanViewProps) {
  const [filter, setFilter] = useState<PlanFilter>('all');
  const [search, setSearch] = useState('');
  const counts = FILTERS.map((verdict) => ({ verdict, count: countOf(plan, verdict) }));
  return (
    <>
      {plan.blockers.length > 0 && (
        <div className={styles.blockers}>
          <Stack gap="sm">
            {plan.blockers.map((blocker) => (
              <ErrorCallout key={`${blocker.code} ${blocker.title}`} error={blocker} />
            ))}
          </Stack>
        </div>
      )}
      <Toolbar
        end={
          <div className={styles.search}>
            <SearchField
              label={TEXTS.searchLabel}
              placeholder={TEXTS.searchLabel}
              clearLabel={TEXTS.clearSearch}
              value={search}
              onChange={setSearch}
            />
          </div>
        }
      >
        <Segmented<PlanFilter>
          label={TEXTS.filterLabel}
          value={filter}
          onChange={setFilter}
          segments={[
            { value: 'all', label: TEXTS.all, count: plan.entries.length },
            ...counts
              .filter(({ verdict, count }) => verdict !== 'unknown' || count > 0)
              .map(({ verdict, count }) => ({
                value: verdict,
                label: RESTORE.verdicts[verdict].word,
                count,
                ...(verdict === 'refused' && count > 0 ? { mark: 'bad' as const } : {}),
              })),
          ]}
        />
      </Toolbar>
      <PlanTable
        plan={plan}
        filter={filter}
        search={search}
        tenant={tenant}
        onFix={reading.fix}
        onClear={() => {
          setFilter('all');
          setSearch('');
        }}
      />
    </>
  );
}
