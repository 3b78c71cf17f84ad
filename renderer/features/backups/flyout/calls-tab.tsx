import type { ApiCall } from '#shared/model/data-store.ts';
import { formatDuration } from '../../../lib/format.ts';
import { BACKUP_DETAIL } from '../../../strings/backups.ts';
import { COMMON } from '../../../strings/common.ts';
import { CodeBlock } from '../../../ui/index.ts';
import styles from './flyout.module.css';

/** The calls that read this backup, each to be copied. */
export function CallsTab({ calls }: { calls: readonly ApiCall[] }) {
  if (calls.length === 0) return <p className={styles.note}>{BACKUP_DETAIL.noCalls}</p>;
  return (
    <ol className={styles.calls} aria-label={BACKUP_DETAIL.callsLabel}>
      {calls.map((call, index) => (
        <li key={`${call.at} ${index}`}>
          <CodeBlock
            wrap
            label={`${index + 1}: ${call.method} ${call.url}`}
            copyLabel={COMMON.actions.copy}
            copiedLabel={COMMON.actions.copied}
            code={[`${call.method} ${call.url}`, call.body].filter((text) => text !== null).join('\n')}
          />
          <p className={styles.callResult}>
            {call.status === null ? (call.error ?? COMMON.empty) : COMMON.error.status(call.status)},{' '}
            {formatDuration(call.tookMs)}
          </p>
        </li>
      ))}
    </ol>
  );
}
