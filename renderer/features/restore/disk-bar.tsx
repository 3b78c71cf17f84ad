import type { RestorePlan } from '#shared/model/plan.ts';
import { formatBytes } from '../../lib/format.ts';
import { RESTORE } from '../../strings/restore.ts';
import styles from './disk-bar.module.css';

const TEXTS = RESTORE.side;

/** What is used and what the restore needs, of the whole disk; nothing is drawn without its size. */
export function DiskBar({ disk }: { disk: RestorePlan['disk'] }) {
  const { usedBytes, totalBytes, neededBytes } = disk;
  if (usedBytes === null || totalBytes === null || totalBytes <= 0) return null;
  const used = formatBytes(usedBytes);
  const needed = formatBytes(neededBytes);
  const total = formatBytes(totalBytes);
  const room = Math.min(100, (usedBytes / totalBytes) * 100);
  const wanted = Math.min(100 - room, ((neededBytes ?? 0) / totalBytes) * 100);
  return (
    <>
      <div className={styles.bar} role="img" aria-label={TEXTS.diskPicture(used, needed, total)}>
        <i className={styles.used} style={{ width: `${room}%` }} />
        <i className={styles.needed} style={{ width: `${wanted}%` }} />
      </div>
      <p className={styles.legend}>
        <span className={styles.usedKey}>{TEXTS.diskUsed(used)}</span>
        <span className={styles.neededKey}>{TEXTS.diskNeeded(needed)}</span>
        <span className={styles.total}>{total}</span>
      </p>
    </>
  );
}
