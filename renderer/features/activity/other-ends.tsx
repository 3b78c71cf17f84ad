import type { OperationResult } from '#shared/model/operation.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { ACTIVITY } from '../../strings/activity.ts';
import { COMMON } from '../../strings/common.ts';
import { Callout, Mono } from '../../ui/index.ts';
import styles from './operation.module.css';

const TEXTS = ACTIVITY.end;

type DeleteResult = Extract<OperationResult, { kind: 'delete-backup' }>;
type RestartResult = Extract<OperationResult, { kind: 'restart' }>;

/** What was deleted, and why the rest was not. */
export function DeleteEnd({ result: { deleted, failed } }: { result: DeleteResult }) {
  return (
    <>
      {deleted.length > 0 && (
        <Callout tone="good" title={TEXTS.deleted(deleted.length)}>
          <ul className={styles.names}>
            {deleted.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </Callout>
      )}
      {failed.length > 0 && (
        <Callout tone="bad" title={TEXTS.notDeleted(failed.length)}>
          {failed.map(({ name, error }) => (
            <div key={name}>
              <Mono>{name}</Mono>
              <ErrorCallout error={error} small />
            </div>
          ))}
        </Callout>
      )}
    </>
  );
}

/** Which nodes are back. */
export function RestartEnd({ result: { healthy, failed } }: { result: RestartResult }) {
  return (
    <Callout
      tone={failed.length === 0 ? 'good' : 'bad'}
      title={TEXTS.restarted(healthy.length, healthy.length + failed.length)}
    >
      {failed.length > 0 && `${TEXTS.restartFailed} ${COMMON.list(failed)}`}
    </Callout>
  );
}
