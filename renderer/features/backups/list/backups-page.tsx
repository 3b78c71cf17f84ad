import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { unreadOf } from '#shared/rules/unread.ts';
import { useOperations } from '../../../api/hooks.ts';
import { useShowsEnd } from '../../../api/unseen-failures.ts';
import { DateDays } from '../../../lib/date-filter.tsx';
import { sortingOf } from '../../../lib/sorting.ts';
import { useNow } from '../../../lib/use-now.ts';
import { type PageGateway, usePageGateway } from '../../../lib/use-page-gateway.ts';
import { useSearchText } from '../../../lib/use-search-text.ts';
import { BACKUPS } from '../../../strings/backups.ts';
import { DataTable, IconButton, PageFill, PageHeader, type RowChecks, Split } from '../../../ui/index.ts';
import { BackupFlyout } from '../flyout/backup-flyout.tsx';
import { DeleteDialog } from '../flyout/delete-dialog.tsx';
import { useDelete } from '../flyout/use-delete.ts';
import { BackUpNow } from './back-up-now.tsx';
import { columnsOf } from './columns.tsx';
import { namesInSeveral } from './earlier.ts';
import { headerNote } from './header-note.ts';
import styles from './list.module.css';
import { LateProblems, ListProblems } from './list-problems.tsx';
import { ListToolbar } from './list-toolbar.tsx';
import { keyOfBackup, type ListedBackup, marksOf } from './listed.ts';
import { NoBackups } from './no-backups.tsx';
import { readQuery, SORT_KEYS } from './query.ts';
import { SelectionBar } from './selection-bar.tsx';
import { useAddress } from './use-address.ts';
import { useBackups } from './use-backups.ts';
import { useEarlyProblems } from './use-early-problems.ts';
import { useRowRestore } from './use-row-restore.ts';
import { type Selection, useSelection } from './use-selection.ts';

const NO_NAMES: ReadonlySet<string> = new Set();

/** All backups of a gateway in one list, and everything about one of them beside it. */
export function BackupsPage() {
  const gateway = usePageGateway();
  const address = useAddress();
  const { text, setText, query } = useSearchText(address);
  const { reading, all, rows, shown, failures, earlier, showEarlier } = useBackups(gateway.id, query);
  const now = useNow(all.some((row) => row.state === 'in-progress') ? 1_000 : 30_000);
  const [deletions, setDeletions] = useState<string[]>([]);
  useShowsEnd(({ id }) => deletions.includes(id));
  const selection = useSelection(gateway, shown);
  const { open } = address;
  const openKey = open === null ? null : keyOfBackup(open.repository, open.name);
  const deletion = useDelete(gateway.id, (backups, operationId) => {
    setDeletions((before) => [...before, operationId]);
    if (backups.some((backup) => backup.key === openKey)) address.show(null);
    selection.clear();
  });
  const navigate = useNavigate();
  // What the repository has not listed yet has no details; its operation has.
  const select = (row: ListedBackup): void => {
    if (row.listed) address.show(row);
    else if (row.operationId !== null)
      void navigate({
        to: '/g/$gatewayId/activity/$operationId',
        params: { gatewayId: gateway.id, operationId: row.operationId },
      });
  };
  const besideFlyout = open !== null;
  const marks = useMemo(() => marksOf(all), [all]);
  const restore = useRowRestore(gateway);
  const twins = useMemo(() => (besideFlyout ? namesInSeveral(shown) : NO_NAMES), [besideFlyout, shown]);
  const columns = useMemo(
    () => columnsOf(now, { besideFlyout, restore, twins, ...marks }),
    [now, besideFlyout, restore, twins, marks],
  );
  const failed = useOperations(gateway.id).filter(
    (operation) => deletions.includes(operation.id) && operation.error !== null,
  );

  const early = useEarlyProblems(gateway.id, reading.data);
  // The one reason why nothing could be read stands alone: each part of the page would only say it again.
  const unread = reading.data === undefined && reading.error !== null;
  const ofRepositories = { gatewayId: gateway.id, reading, failures, earlier, showEarlier, now };
  const problems = (
    <ListProblems
      {...ofRepositories}
      failedDeletions={failed}
      early={early}
      onDismiss={(id) => setDeletions((before) => before.filter((one) => one !== id))}
    />
  );

  return (
    <>
      <PageHeader
        title={BACKUPS.title}
        {...(reading.data === undefined ? {} : { note: headerNote(all.length, reading.data.readings) })}
        right={<Actions gateway={gateway} refreshing={reading.refreshing} onRefresh={reading.refresh} />}
      />
      <PageFill>
        <ListToolbar
          query={query}
          text={text}
          all={all}
          shown={shown}
          selection={
            selection.rows.length === 0 ? null : (
              <SelectionBar
                count={selection.rows.length}
                onDelete={() => deletion.ask(selection.rows)}
                onClear={selection.clear}
              />
            )
          }
          readings={reading.data?.readings ?? []}
          onText={setText}
          onQuery={address.setQuery}
        />
        <DateDays query={query} onQuery={address.setQuery} />
        <Split
          flyout={
            open !== null &&
            !unread && (
              <BackupFlyout
                key={openKey}
                gateway={gateway}
                open={open}
                backup={rows.find((row) => row.key === openKey)}
                listRead={reading.data !== undefined}
                tab={address.tab}
                now={now}
                onTab={address.setTab}
                onClose={() => address.show(null)}
                onDelete={(backup) => deletion.ask([backup])}
              />
            )
          }
        >
          {problems}
          {unread ? null : (
            // Below a problem the rows stand in a table of their own: no grey line moves down.
            <div key={early.size === 0 ? 'alone' : 'below'} className={styles.table}>
              <DataTable
                fill
                label={BACKUPS.list.label}
                columns={columns}
                rows={shown}
                rowKey={(row: ListedBackup) => row.key}
                {...sortingOf(query, SORT_KEYS, address.setQuery)}
                selectedKey={openKey}
                {...(gateway.readOnly ? {} : { checks: checksOf(selection) })}
                onSelect={select}
                quiet={(row) => row.asOf !== null}
                loading={reading.loading}
                loadingLabel={BACKUPS.list.loading}
                empty={
                  reading.data !== undefined && (
                    <NoBackups
                      gateway={gateway}
                      all={all.length}
                      earlier={rows.length - all.length}
                      readings={reading.data.readings}
                      onClear={() => {
                        setText('');
                        address.setQuery({ ...readQuery({}), sort: query.sort, order: query.order });
                      }}
                    />
                  )
                }
              />
            </div>
          )}
          <LateProblems {...ofRepositories} early={early} />
        </Split>
      </PageFill>
      {deletion.asking.length > 0 && (
        <DeleteDialog
          backups={deletion.asking}
          all={all}
          unreadable={reading.data === undefined || unreadOf(reading.data.readings).length > 0}
          gateway={gateway}
          running={deletion.running}
          error={deletion.error}
          onConfirm={(reason) => void deletion.confirm(reason)}
          onCancel={deletion.cancel}
        />
      )}
    </>
  );
}

interface ActionsProps {
  gateway: PageGateway;
  refreshing: boolean;
  onRefresh: () => void;
}

function Actions({ gateway, refreshing, onRefresh }: ActionsProps) {
  return (
    <>
      <IconButton
        icon="refresh"
        label={BACKUPS.list.refresh}
        keyHint="r"
        busy={refreshing}
        onClick={onRefresh}
      />
      <BackUpNow gateway={gateway} />
    </>
  );
}

const checksOf = (selection: Selection): RowChecks<ListedBackup> => ({
  keys: selection.keys,
  onChange: selection.setKeys,
  labelOf: (row) => BACKUPS.list.choose(row.name),
  allLabel: BACKUPS.list.chooseAll,
  allowed: selection.allowed,
});
