import { useState } from 'react';
import type { PlanVerdict, RestorePlan } from '#shared/model/plan.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { RESTORE } from '../../strings/restore.ts';
import { Button, SearchField, Segmented, Stack, Toolbar } from '../../ui/index.ts';
import { countOf, type PlanFilter } from './plan-groups.ts';
import { isBeside } from './plan-state.ts';
import { PlanTable } from './plan-table.tsx';
import styles from './plan-view.module.css';
import type { PlanReading } from './use-restore-plan.ts';

const TEXTS = RESTORE.plan;

const FILTERS = ['replace', 'create', 'keep', 'remove', 'unknown', 'refused'] as const;

/** Verdicts that are offered even where no index has them: their zero says something. */
const isUsual = (verdict: PlanVerdict, beside: boolean): boolean =>
  verdict !== 'unknown' && !(beside && (verdict === 'replace' || verdict === 'remove'));

export interface PlanViewProps {
  plan: RestorePlan;
  reading: PlanReading;
  tenant: string | null;
  onWhat: () => void;
}

/** Blockers, filter and the indices of a plan. */
export function PlanView({ plan, reading, tenant, onWhat }: PlanViewProps) {
  const [filter, setFilter] = useState<PlanFilter>('all');
  const [search, setSearch] = useState('');
  const counts = FILTERS.map((verdict) => ({ verdict, count: countOf(plan, verdict) }));
  return (
    <>
      {plan.blockers.length > 0 && (
        <div className={styles.blockers}>
          <Stack gap="sm">
            {plan.blockers.map((blocker) => (
              <ErrorCallout
                key={`${blocker.code} ${blocker.title}`}
                error={blocker}
                actions={
                  blocker.code === 'tenant-not-in-backup' &&
                  plan.tenantsInBackup.length > 0 && (
                    <Button size="sm" onClick={onWhat}>
                      {RESTORE.chooseTenant}
                    </Button>
                  )
                }
              />
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
              keyHint="/"
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
              .filter(({ verdict, count }) => count > 0 || isUsual(verdict, isBeside(plan.choices)))
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
