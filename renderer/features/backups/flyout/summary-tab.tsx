import { useParams } from '@tanstack/react-router';
import type { BackupDetail } from '#shared/model/backup.ts';
import { formatAge, formatBytes, formatCount, formatDateTime, formatDuration } from '../../../lib/format.ts';
import { OperationButton } from '../../../lib/operation-button.tsx';
import type { PageGateway } from '../../../lib/use-page-gateway.ts';
import { BACKUP_DETAIL, BACKUPS } from '../../../strings/backups.ts';
import { COMMON } from '../../../strings/common.ts';
import { Callout, DefinitionList, Heading, Mono, ProgressBar } from '../../../ui/index.ts';
import type { ListedBackup } from '../list/listed.ts';
import { durationOf } from '../list/select.ts';
import styles from './flyout.module.css';
import { freshBytes } from './holdings.ts';
import { HoldingsTable } from './holdings-table.tsx';
import { otherTenants } from './other-tenants.ts';
import { RestoresSection } from './restores-section.tsx';

const TEXTS = BACKUP_DETAIL;

interface SummaryTabProps {
  gateway: PageGateway;
  detail: BackupDetail;
  /** Null when the list does not hold it. */
  backup: ListedBackup | null;
  now: number;
}

/** Can it be restored, when and how was it made, and what does it hold. */
export function SummaryTab({ gateway, detail, backup, now }: SummaryTabProps) {
  return (
    <>
      <Verdict tenant={gateway.profile?.tenant} detail={detail} backup={backup} />
      <div className={styles.facts}>
        <DefinitionList items={factsOf(detail, now)} />
      </div>
      {detail.indices.length > 0 && (
        <>
          <Heading level={3}>{TEXTS.holds}</Heading>
          <HoldingsTable indices={detail.indices} />
        </>
      )}
      <RestoresSection gatewayId={gateway.id} backup={detail.row} now={now} />
    </>
  );
}

type VerdictProps = Pick<SummaryTabProps, 'detail' | 'backup'> & { tenant: string | undefined };

function Verdict({ tenant, detail, backup }: VerdictProps) {
  const { ok, text } = detail.restorable;
  if (backup !== null && (backup.deleting || backup.state === 'in-progress'))
    return <Running backup={backup} />;
  const others = otherTenants(detail, tenant);
  if (others.length > 0)
    return (
      <Callout tone="info" title={TEXTS.otherTenants}>
        {TEXTS.otherTenantsText(COMMON.list(others), tenant ?? '')}
      </Callout>
    );
  return (
    <Callout tone={ok ? 'good' : 'bad'} title={ok ? TEXTS.canBeRestored : TEXTS.cannotBeRestored}>
      {text}
    </Callout>
  );
}

function Running({ backup }: { backup: ListedBackup }) {
  const { gatewayId = '' } = useParams({ strict: false });
  const { progress, operationId } = backup;
  const title = backup.deleting ? TEXTS.deleting : TEXTS.running;
  const words =
    progress === null ? null : BACKUPS.shardsOf(formatCount(progress.done), formatCount(progress.total));
  return (
    <Callout
      tone="info"
      title={title}
      actions={
        operationId !== null && (
          <OperationButton gatewayId={gatewayId} operationId={operationId}>
            {BACKUPS.follow}
          </OperationButton>
        )
      }
    >
      {progress !== null && words !== null && (
        <div className={styles.progress}>
          <ProgressBar
            label={title}
            valueText={words}
            value={progress.total === 0 ? null : progress.done / progress.total}
          />
          <p>{words}</p>
        </div>
      )}
    </Callout>
  );
}

function factsOf(detail: BackupDetail, now: number) {
  const { row } = detail;
  const facts: { term: string; detail: React.ReactNode }[] = [
    { term: TEXTS.started, detail: formatDateTime(row.startedAt) },
    { term: TEXTS.finished, detail: finished(detail) },
    { term: TEXTS.shards, detail: shards(detail) },
    { term: TEXTS.size, detail: size(detail) },
    { term: TEXTS.documents, detail: documents(detail) },
    { term: TEXTS.madeWith, detail: madeWith(detail) },
    { term: TEXTS.trigger, detail: trigger(detail) },
  ];
  if (row.reason !== null && row.reason !== '') facts.push({ term: TEXTS.reason, detail: row.reason });
  const restored = row.lastRestoredAt;
  facts.push({
    term: TEXTS.lastRestored,
    detail:
      restored === null ? (
        TEXTS.never
      ) : (
        <span title={formatDateTime(restored)}>{formatAge(restored, now)}</span>
      ),
  });
  if (row.uuid !== null) facts.push({ term: TEXTS.uuid, detail: <Mono>{row.uuid}</Mono> });
  return facts;
}

function finished({ row }: BackupDetail): string {
  if (row.endedAt === null) return row.state === 'in-progress' ? TEXTS.notFinished : COMMON.empty;
  return TEXTS.finishedAfter(formatDateTime(row.endedAt), formatDuration(durationOf(row)));
}

function shards({ row }: BackupDetail): string {
  if (row.shards === null) return COMMON.empty;
  const { ok, total, failed } = row.shards;
  return TEXTS.shardCounts(formatCount(ok), formatCount(total), formatCount(failed));
}

function size(detail: BackupDetail): string {
  const fresh = freshBytes(detail);
  const all = formatBytes(detail.row.bytes);
  return fresh === null ? all : TEXTS.sizeNew(all, formatBytes(fresh));
}

function documents({ manifest }: BackupDetail): string {
  if (manifest === null) return TEXTS.documentsUnknown;
  const docs = formatCount(manifest.docs);
  return manifest.countsReliable ? TEXTS.documentsNoted(docs) : TEXTS.documentsUnsure(docs);
}

function madeWith({ manifest, dataStoreVersion }: BackupDetail): string {
  if (manifest !== null) return TEXTS.madeWithBoth(manifest.dataStoreVersion, manifest.release);
  return dataStoreVersion === null ? TEXTS.unknown : TEXTS.madeWithStore(dataStoreVersion);
}

function trigger({ row }: BackupDetail): string {
  const word = BACKUPS.triggers[row.trigger];
  return row.user === null ? word : BACKUPS.triggeredBy(word, row.user);
}
