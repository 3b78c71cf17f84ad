import type { BackupList } from '#shared/model/backup.ts';
import type { Operation } from '#shared/model/operation.ts';
import type { Reading } from '../../../api/hooks.ts';
import { ErrorCallout } from '../../../lib/error-callout.tsx';
import { formatAge, formatCount } from '../../../lib/format.ts';
import { OperationButton } from '../../../lib/operation-button.tsx';
import { BACKUPS } from '../../../strings/backups.ts';
import { COMMON } from '../../../strings/common.ts';
import { Button } from '../../../ui/index.ts';
import type { EarlierLists } from './earlier.ts';
import styles from './list.module.css';
import { RepositoryProblem } from './repository-problem.tsx';
import type { KnownFailures } from './use-failures.ts';

const TEXTS = BACKUPS.list;

interface OfRepositories extends KnownFailures {
  gatewayId: string;
  reading: Reading<BackupList>;
  earlier: EarlierLists;
  now: number;
}

interface ListProblemsProps extends OfRepositories {
  failedDeletions: readonly Operation[];
  /** Repositories that are told of here; the others in `LateProblems`. */
  early: ReadonlySet<string>;
  onDismiss: (operationId: string) => void;
}

/** What went wrong with the list, above it. What could be read stays below. */
export function ListProblems(props: ListProblemsProps) {
  const { reading, failedDeletions, now, early, onDismiss } = props;
  const { data, error } = reading;
  return (
    <div className={styles.problems}>
      {error !== null && (
        <ErrorCallout
          error={error}
          title={`${TEXTS.failedTitle}. ${error.title}`}
          note={data === undefined ? undefined : TEXTS.stale(formatAge(data.readAt, now))}
          actions={
            <Button size="sm" busy={reading.refreshing} onClick={reading.refresh}>
              {COMMON.actions.tryAgain}
            </Button>
          }
        />
      )}
      {failedDeletions.map(
        (operation) =>
          operation.error !== null && (
            <ErrorCallout
              key={operation.id}
              error={operation.error}
              title={`${notDeleted(operation)} ${operation.error.title}`}
              actions={
                <>
                  <OperationButton gatewayId={operation.gatewayId} operationId={operation.id}>
                    {BACKUPS.follow}
                  </OperationButton>
                  <Button size="sm" onClick={() => onDismiss(operation.id)}>
                    {COMMON.actions.close}
                  </Button>
                </>
              }
            />
          ),
      )}
      <RepositoryProblems {...props} of={(name) => early.has(name)} />
    </div>
  );
}

interface LateProblemsProps extends OfRepositories {
  early: ReadonlySet<string>;
}

/** Repositories that failed when rows were already drawn, below them. */
export function LateProblems({ early, ...props }: LateProblemsProps) {
  return (
    <div className={styles.late}>
      <RepositoryProblems {...props} of={(name) => !early.has(name)} />
    </div>
  );
}

interface RepositoryProblemsProps extends OfRepositories {
  of: (repository: string) => boolean;
}

function RepositoryProblems(props: RepositoryProblemsProps) {
  const { gatewayId, reading, failures, earlier, showEarlier, now, of } = props;
  const { data } = reading;
  const complete = (data?.readings ?? []).filter((one) => one.error === null).map((one) => one.repository);
  return (data?.readings ?? [])
    .filter((one) => one.error !== null && of(one.repository))
    .map((one) => (
      <RepositoryProblem
        key={one.repository}
        gatewayId={gatewayId}
        reading={one}
        failure={failures.get(one.repository)}
        earlier={earlier.get(one.repository)}
        now={now}
        complete={complete}
        listed={data?.rows.some((row) => row.repository === one.repository) === true}
        refreshing={reading.refreshing}
        onTryAgain={reading.refresh}
        onShowEarlier={(shown) => showEarlier(one.repository, shown)}
      />
    ));
}

function notDeleted({ subjects, target, result }: Operation): string {
  if (subjects.length < 2 || result?.kind !== 'delete-backup') return BACKUPS.deleteFailed(target);
  return BACKUPS.deleteFailedMany(formatCount(result.failed.length), formatCount(subjects.length));
}
