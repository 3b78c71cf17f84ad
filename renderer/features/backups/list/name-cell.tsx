import { BackupName } from '../../../lib/backup-name.tsx';
import { formatMoment } from '../../../lib/format.ts';
import { BACKUPS } from '../../../strings/backups.ts';
import { COMMON } from '../../../strings/common.ts';
import { Icon, MiddleCut, VisuallyHidden } from '../../../ui/index.ts';
import styles from './list.module.css';
import type { ListedBackup } from './listed.ts';

/** As long as the longest time. */
const NOTE_END = 19;

interface NameProps {
  row: ListedBackup;
  lastGood: boolean;
  /** What else it takes to know which backup this is. */
  note: string;
}

/** The name of a backup, what marks it, and what else tells it from others. */
export function NameCell({ row, lastGood, note }: NameProps) {
  const name = lastGood ? <GoodName name={row.name} /> : <BackupName name={row.name} />;
  if (note === '') return name;
  return (
    <span className={styles.noted}>
      {name}
      <span className={styles.note}>
        <MiddleCut plain keep={NOTE_END} text={note} />
      </span>
    </span>
  );
}

const GoodName = ({ name }: { name: string }) => (
  <span className={styles.name}>
    <BackupName name={name} />
    <span className={styles.lastGood} title={BACKUPS.list.lastGood}>
      <Icon name="check" size="s" />
      <VisuallyHidden>{BACKUPS.list.lastGood}</VisuallyHidden>
    </span>
  </span>
);

/** Where a backup is, if it must be told, and from when its row is, if not of now. */
export function noteOf({ repository, asOf }: ListedBackup, placed: boolean, now: number): string {
  const place = placed ? repository : '';
  if (asOf === null) return place;
  const time = BACKUPS.list.asOf(formatMoment(asOf, now));
  return placed ? COMMON.joined(place, time) : time;
}
