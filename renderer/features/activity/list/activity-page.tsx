import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { RequestOutput } from '#shared/ipc/contract.ts';
import type { ExportFormat, HistoryRow } from '#shared/model/history.ts';
import { useAction } from '../../../api/hooks.ts';
import { DateDays } from '../../../lib/date-filter.tsx';
import { areWrong } from '../../../lib/dates.ts';
import { formatCount } from '../../../lib/format.ts';
import { OpenAll } from '../../../lib/open-all.tsx';
import { ReadingError } from '../../../lib/reading-error.tsx';
import { sortingOf } from '../../../lib/sorting.ts';
import { useNow } from '../../../lib/use-now.ts';
import { useSearchText } from '../../../lib/use-search-text.ts';
import { ACTIVITY } from '../../../strings/activity.ts';
import { COMMON } from '../../../strings/common.ts';
import { Button, DataTable, EmptyState, PageBody, PageFill, PageHeader } from '../../../ui/index.ts';
import { activityColumns } from './activity-columns.tsx';
import { ActivityToolbar } from './activity-toolbar.tsx';
import { ExportButton, ExportEnd } from './export-button.tsx';
import styles from './list.module.css';
import { type ActivityQuery, readQuery, SORT_KEYS } from './query.ts';
import { useActivity, useActivityAddress } from './use-activity.ts';

const TEXTS = ACTIVITY.list;

/** Who did what: every operation and every change on this gateway, or on all of them. */
export function ActivityPage() {
  const address = useActivityAddress();
  const { gatewayId } = address;
  const { text, setText, query } = useSearchText(address);
  const { reading, all, shown, filter } = useActivity(gatewayId, query);
  const now = useNow(all.some(({ status }) => status === 'running') ? 1_000 : 30_000);
  const navigate = useNavigate();
  const saving = useAction('operations.export');
  const [saved, setSaved] = useState<RequestOutput<'operations.export'>>(null);
  const ofAll = gatewayId === undefined;
  const columns = useMemo(() => activityColumns(now, ofAll), [now, ofAll]);
  const title = ofAll ? TEXTS.titleAll : ACTIVITY.title;

  const save = async (format: ExportFormat): Promise<void> => {
    setSaved(null);
    setSaved(await saving.run({ filter, format }));
  };
  const dismiss = (): void => {
    saving.reset();
    setSaved(null);
  };
  const open = (row: HistoryRow): void =>
    void navigate({
      to: '/g/$gatewayId/activity/$operationId',
      params: { gatewayId: row.gatewayId, operationId: row.id },
    });
  const clear = (): void => {
    setText('');
    address.setQuery({ ...readQuery({}), sort: query.sort, order: query.order });
  };
  return (
    <>
      <PageHeader
        title={title}
        right={
          <>
            {!ofAll && (
              <Button renderLink={(parts) => <Link to="/activity" {...parts} />}>{TEXTS.all}</Button>
            )}
            {!ofAll && <OpenAll gatewayId={gatewayId} />}
            <ExportButton
              running={saving.running}
              rows={shown.length}
              onExport={(format) => void save(format)}
            />
          </>
        }
      />
      {reading.error !== null && reading.data === undefined ? (
        <PageBody>
          <ReadingError reading={reading} />
        </PageBody>
      ) : (
        <PageFill>
          <ActivityToolbar
            query={query}
            text={text}
            all={all}
            shown={shown.length}
            onText={setText}
            onQuery={address.setQuery}
          />
          <DateDays query={query} onQuery={address.setQuery} />
          {reading.error !== null && (
            <div className={styles.end}>
              <ReadingError reading={reading} />
            </div>
          )}
          <ExportEnd error={saving.error} saved={saved} onDismiss={dismiss} />
          <DataTable<HistoryRow>
            fill
            label={title}
            columns={columns}
            rows={shown}
            rowKey={(row) => row.id}
            {...sortingOf(query, SORT_KEYS, address.setQuery)}
            onSelect={open}
            loading={reading.loading}
            loadingLabel={TEXTS.loading}
            narrowBelow={1040}
            empty={<Nothing all={all.length} query={query} gatewayId={gatewayId} onClear={clear} />}
          />
        </PageFill>
      )}
    </>
  );
}

interface NothingProps {
  all: number;
  query: ActivityQuery;
  gatewayId: string | undefined;
  onClear: () => void;
}

/** In the place of the rows: why there are none, and the next step. */
function Nothing({ all, query, gatewayId, onClear }: NothingProps) {
  if (all > 0) {
    return (
      <EmptyState
        icon="search"
        title={TEXTS.nothingTitle}
        text={areWrong(query) ? COMMON.dateFilter.wrong : TEXTS.nothingText(formatCount(all))}
        action={<Button onClick={onClear}>{TEXTS.clear}</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon="activity"
      title={TEXTS.empty}
      text={TEXTS.emptyNext}
      action={
        gatewayId === undefined ? undefined : (
          <Button
            renderLink={(parts) => <Link to="/g/$gatewayId/backups" params={{ gatewayId }} {...parts} />}
          >
            {TEXTS.toBackups}
          </Button>
        )
      }
    />
  );
}
