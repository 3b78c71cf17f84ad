import { useNavigate } from '@tanstack/react-router';
import type { BackupDetail } from '#shared/model/backup.ts';
import { type Reading, useRequest } from '../../../api/hooks.ts';
import { ErrorCallout } from '../../../lib/error-callout.tsx';
import { formatAge, formatCount, formatMoment } from '../../../lib/format.ts';
import type { PageGateway } from '../../../lib/use-page-gateway.ts';
import { BACKUP_DETAIL } from '../../../strings/backups.ts';
import { COMMON } from '../../../strings/common.ts';
import {
  Badge,
  Button,
  CopyButton,
  Flyout,
  Grow,
  Mono,
  Skeleton,
  TabPanel,
  Tabs,
} from '../../../ui/index.ts';
import type { ListedBackup } from '../list/listed.ts';
import type { OpenBackup } from '../list/use-address.ts';
import { scopeWords, stateTone, stateWord } from '../words.ts';
import { CallsTab } from './calls-tab.tsx';
import { DetailTables } from './detail-tables.tsx';
import styles from './flyout.module.css';
import { whyNoChange, whyNoRestore } from './reasons.ts';
import { SummaryTab } from './summary-tab.tsx';

const TEXTS = BACKUP_DETAIL;
const TABS = ['summary', 'indices', 'failures', 'calls'] as const;
type TabName = (typeof TABS)[number];

interface BackupFlyoutProps {
  gateway: PageGateway;
  open: OpenBackup;
  /** Undefined when the list does not hold it, or not yet. */
  backup: ListedBackup | undefined;
  listRead: boolean;
  tab: string | undefined;
  now: number;
  onTab: (tab: string) => void;
  onClose: () => void;
  onDelete: (backup: ListedBackup) => void;
}

/** Everything about one backup beside the list, and the two things to do with it. */
export function BackupFlyout(props: BackupFlyoutProps) {
  const { gateway, open, backup, now, onTab, onClose, onDelete } = props;
  const detail = useRequest('backups.detail', { gatewayId: gateway.id, ...open });
  const navigate = useNavigate();
  const tab = TABS.find((one) => one === props.tab) ?? 'summary';
  const id = 'backup';
  const blocked = whyNoChange(backup, gateway, props.listRead);
  const restore = (): void =>
    void navigate({
      to: '/g/$gatewayId/restore/$repository/$name',
      params: { gatewayId: gateway.id, ...open },
    });
  return (
    <Flyout
      label={TEXTS.label(open.name)}
      closeLabel={COMMON.actions.close}
      onClose={onClose}
      title={
        <div className={styles.title}>
          <Mono weight="medium">{open.name}</Mono>
          <CopyButton
            look="quiet"
            text={open.name}
            label={TEXTS.copyName}
            copiedLabel={COMMON.actions.copied}
          />
        </div>
      }
      meta={backup === undefined ? undefined : <Meta backup={backup} now={now} />}
      tabs={<Tabs label={TEXTS.tabsLabel} id={id} tabs={tabsOf(detail.data)} value={tab} onChange={onTab} />}
      footer={
        <>
          <Button
            variant="danger"
            icon="trash"
            disabledReason={blocked ?? undefined}
            onClick={() => backup !== undefined && onDelete(backup)}
          >
            {TEXTS.delete}
          </Button>
          <Grow />
          <Button
            variant="primary"
            icon="restore"
            disabledReason={
              whyNoRestore(backup, gateway, props.listRead, detail.data, detail.error) ?? undefined
            }
            onClick={restore}
          >
            {TEXTS.restore}
          </Button>
        </>
      }
    >
      <TabPanel id={id} value={tab}>
        <Content {...props} detail={detail} tab={tab} />
      </TabPanel>
    </Flyout>
  );
}

function tabsOf(detail: BackupDetail | undefined) {
  const counts: Record<TabName, number | undefined> = {
    summary: undefined,
    indices: detail?.indices.length,
    failures: detail?.failures.length,
    calls: detail?.calls.length,
  };
  return TABS.map((value) => {
    const count = counts[value];
    return { value, label: TEXTS.tabs[value], ...(count === undefined ? {} : { count: formatCount(count) }) };
  });
}

function Meta({ backup, now }: { backup: ListedBackup; now: number }) {
  const scope = scopeWords(backup) ?? TEXTS.unknownScope;
  const { asOf } = backup;
  const tone = asOf === null ? stateTone(backup.state) : 'wait';
  return (
    <div className={styles.meta}>
      <Badge mark tone={tone === 'wait' ? 'neutral' : tone}>
        {stateWord(backup)}
      </Badge>
      <span className={styles.sentence}>
        {TEXTS.scopeIn(scope)} <Mono>{backup.repository}</Mono>
        {backup.startedAt !== null && TEXTS.since(formatAge(backup.startedAt, now))}
        {asOf !== null && TEXTS.asOf(formatMoment(asOf, now))}
      </span>
    </div>
  );
}

type ContentProps = Omit<BackupFlyoutProps, 'tab'> & { detail: Reading<BackupDetail>; tab: TabName };

function Content(props: ContentProps) {
  const { detail, backup, listRead } = props;
  const gone = listRead && backup === undefined;
  return (
    <>
      {detail.error !== null && (
        <div className={detail.data === undefined ? undefined : styles.stale}>
          <ErrorCallout
            error={detail.error}
            title={gone ? TEXTS.gone : detail.error.title}
            actions={
              <Button size="sm" busy={detail.refreshing} onClick={detail.refresh}>
                {COMMON.actions.tryAgain}
              </Button>
            }
          />
        </div>
      )}
      {detail.data !== undefined && <TabContent {...props} data={detail.data} />}
      {detail.data === undefined && detail.error === null && (
        <Skeleton lines={8} label={TEXTS.restoreAfterReading} />
      )}
    </>
  );
}

function TabContent({ data, tab, backup, gateway, now }: ContentProps & { data: BackupDetail }) {
  if (tab === 'summary')
    return <SummaryTab gateway={gateway} detail={data} backup={backup ?? null} now={now} />;
  if (tab === 'calls') return <CallsTab calls={data.calls} />;
  return <DetailTables tab={tab} detail={data} tenant={gateway.profile?.tenant} />;
}
