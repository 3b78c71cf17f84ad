import { Link } from '@tanstack/react-router';
import type { BackupRef } from '#shared/model/primitives.ts';
import type { RestoreState, RestoreStatus } from '#shared/model/restore-status.ts';
import { useRequest } from '../../../api/hooks.ts';
import { ErrorCallout } from '../../../lib/error-callout.tsx';
import { formatAge, formatDay, formatDuration, formatOf } from '../../../lib/format.ts';
import { STATUS_TONES } from '../../../lib/status-tones.ts';
import { BACKUP_DETAIL } from '../../../strings/backups.ts';
import { COMMON } from '../../../strings/common.ts';
import { Button, Heading, LinkButton, Skeleton, StateMark, type Tone } from '../../../ui/index.ts';
import styles from './flyout.module.css';

const TEXTS = BACKUP_DETAIL;
const FOLLOW_MS = 2_000;

const TONES: Record<RestoreState, Tone> = {
  never: 'wait',
  'in-progress': 'run',
  success: 'good',
  warnings: 'warn',
  'rolled-back': 'warn',
  failed: 'bad',
  unknown: 'lost',
};

interface RestoresSectionProps {
  gatewayId: string;
  backup: BackupRef;
  now: number;
}

/** What became of the last restore of this backup, by our history or by what the data store shows. */
export function RestoresSection({ gatewayId, backup, now }: RestoresSectionProps) {
  const input = { gatewayId, repository: backup.repository, name: backup.name };
  const known = useRequest('restore.status', input, { enabled: false }).data;
  const reading = useRequest(
    'restore.status',
    input,
    known?.state === 'in-progress' ? { refetchMs: FOLLOW_MS } : {},
  );
  return (
    <section className={styles.restores} aria-label={TEXTS.restores}>
      <Heading level={3}>{TEXTS.restores}</Heading>
      {reading.error !== null && (
        <ErrorCallout
          small
          error={reading.error}
          actions={
            <Button size="sm" busy={reading.refreshing} onClick={reading.refresh}>
              {COMMON.actions.tryAgain}
            </Button>
          }
        />
      )}
      {reading.data !== undefined && <Status gatewayId={gatewayId} status={reading.data} now={now} />}
      {reading.data === undefined && reading.error === null && (
        <Skeleton lines={2} label={TEXTS.restoresReading} />
      )}
      <AllRestores gatewayId={gatewayId} backup={backup} now={now} />
    </section>
  );
}

/** Every restore of this backup that the history knows, newest first. */
function AllRestores({ gatewayId, backup, now }: RestoresSectionProps) {
  const { repository, name } = backup;
  const reading = useRequest('operations.history', { gatewayId, backup: { repository, name } });
  const restores = (reading.data ?? []).filter(({ kind }) => kind === 'restore');
  const problem = reading.error !== null && <ErrorCallout small error={reading.error} />;
  if (restores.length === 0) return problem;
  return (
    <>
      {problem}
      <p className={styles.note}>{TEXTS.allRestores(restores.length)}</p>
      <ul className={styles.allRestores} aria-label={TEXTS.allRestoresLabel}>
        {restores.map(({ id, status, startedAt, endedAt, user, reason }) => (
          <li key={id}>
            <StateMark tone={STATUS_TONES[status]}>{COMMON.operationStatus[status]}</StateMark>
            <LinkButton
              small
              renderLink={(parts) => (
                <Link
                  to="/g/$gatewayId/activity/$operationId"
                  params={{ gatewayId, operationId: id }}
                  {...parts}
                />
              )}
            >
              {formatDay(startedAt, now)}
            </LinkButton>
            <span className={styles.sentence} title={reason === '' ? undefined : reason}>
              {[
                user,
                ...(endedAt === null ? [] : [TEXTS.restoreTook(formatDuration(endedAt - startedAt))]),
                ...(reason === '' ? [] : [reason]),
              ].join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Status({ gatewayId, status, now }: { gatewayId: string; status: RestoreStatus; now: number }) {
  const { state, source, operationId, shards, text } = status;
  return (
    <>
      <p className={styles.restoreLine}>
        <StateMark tone={TONES[state]}>{TEXTS.restoreStates[state]}</StateMark>
        <span className={styles.sentence}>
          {[TEXTS.restoreSources[source], timeOf(status, now)].filter(Boolean).join(', ')}
        </span>
      </p>
      <p className={styles.note}>
        {text}{' '}
        {state === 'in-progress' &&
          shards !== null &&
          TEXTS.restoreShards(formatOf(shards.done, shards.total))}
      </p>
      {operationId !== null && (
        <LinkButton
          small
          renderLink={(parts) => (
            <Link to="/g/$gatewayId/activity/$operationId" params={{ gatewayId, operationId }} {...parts} />
          )}
        >
          {TEXTS.showRestore}
        </LinkButton>
      )}
    </>
  );
}

/** "3 d ago, took 47 s"; what was only seen on the server has no end. */
function timeOf({ startedAt, endedAt }: RestoreStatus, now: number) {
  if (startedAt === null) return '';
  const age = formatAge(endedAt ?? startedAt, now);
  return endedAt === null ? age : COMMON.joined(age, TEXTS.restoreTook(formatDuration(endedAt - startedAt)));
}
