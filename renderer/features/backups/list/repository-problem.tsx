import { useState } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import type { RepositoryReading } from '#shared/model/backup.ts';
import type { RepositoryCheck } from '#shared/model/repository.ts';
import { useAction } from '../../../api/hooks.ts';
import { ErrorCallout } from '../../../lib/error-callout.tsx';
import { formatCount, formatDateTime, formatMoment } from '../../../lib/format.ts';
import { NodeResults } from '../../../lib/node-results.tsx';
import { BACKUPS } from '../../../strings/backups.ts';
import { COMMON } from '../../../strings/common.ts';
import { Button } from '../../../ui/index.ts';
import type { EarlierList } from './earlier.ts';
import styles from './list.module.css';
import type { Failure } from './use-failures.ts';

const TEXTS = BACKUPS.repositoryError;

interface RepositoryProblemProps {
  gatewayId: string;
  reading: RepositoryReading;
  /** Since when it is so; undefined for a moment after the first reading. */
  failure: Failure | undefined;
  /** What it held when it was last read; undefined where that is not known. */
  earlier: EarlierList | undefined;
  now: number;
  /** Repositories that were read, whose rows are all there. */
  complete: readonly string[];
  /** Whether rows of it are in the list. */
  listed: boolean;
  refreshing: boolean;
  onTryAgain: () => void;
  onShowEarlier: (shown: boolean) => void;
}

/** A repository that cannot be read: why, and the two things to try. The rows of the others stay in the list. */
export function RepositoryProblem(props: RepositoryProblemProps) {
  const { gatewayId, reading, failure, earlier, now, complete, refreshing, onTryAgain, onShowEarlier } =
    props;
  const verify = useAction('repositories.verify');
  const [check, setCheck] = useState<RepositoryCheck | null>(null);
  const error = reading.error;
  if (error === null) return null;
  const told = withName(reading.repository, error);
  const run = async (): Promise<void> => {
    setCheck(await verify.run({ gatewayId, name: reading.repository }));
  };
  const checkError = verify.error ?? check?.error ?? null;
  return (
    <ErrorCallout
      error={told}
      title={titleOf(told.title, props)}
      note={COMMON.sentences(
        ...(complete.length === 0 ? [] : [TEXTS.others(complete)]),
        ...(failure === undefined ? [] : [TEXTS.since(formatDateTime(failure.since), failure.tries)]),
      )}
      actions={
        <>
          <Button size="sm" busy={verify.running} onClick={() => void run()}>
            {TEXTS.verify}
          </Button>
          <Button size="sm" busy={refreshing} onClick={onTryAgain}>
            {COMMON.actions.tryAgain}
          </Button>
          {earlier !== undefined && (
            <Button size="sm" variant="subtle" onClick={() => onShowEarlier(!earlier.shown)}>
              {(earlier.shown ? TEXTS.hideEarlier : TEXTS.showEarlier)(formatMoment(earlier.readAt, now))}
            </Button>
          )}
        </>
      }
    >
      {(check !== null || checkError !== null) && (
        <div className={styles.verified} role="status">
          {check !== null && check.nodes.length > 0 && <NodeResults nodes={check.nodes} />}
          {check?.ok === true && <p>{TEXTS.verified}</p>}
          {checkError !== null && (
            <p>
              {checkError.title} {checkError.cause} {checkError.next}
            </p>
          )}
        </div>
      )}
    </ErrorCallout>
  );
}

/** Errors of the connection do not know which repository was asked for. */
function withName(repository: string, error: AppError): AppError {
  if (error.title.includes(repository)) return error;
  return { ...error, title: TEXTS.unread(repository), cause: `${error.title} ${error.cause}` };
}

function titleOf(title: string, { reading, earlier, listed, now }: RepositoryProblemProps): string {
  const { backups } = reading;
  if (listed && earlier === undefined) return TEXTS.partly(title);
  if (earlier !== undefined) {
    const words = earlier.shown ? TEXTS.asOf : TEXTS.had;
    return words(title, formatCount(earlier.rows.length), formatMoment(earlier.readAt, now));
  }
  return backups > 0 ? TEXTS.title(title, formatCount(backups)) : TEXTS.unknown(title);
}
