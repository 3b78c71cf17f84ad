import type { BackupIndex } from '#shared/model/backup.ts';
import { formatBytes, formatCount } from '../../../lib/format.ts';
import { BACKUP_DETAIL, BACKUPS } from '../../../strings/backups.ts';
import { COMMON } from '../../../strings/common.ts';
import styles from './flyout.module.css';
import { holdingsOf } from './holdings.ts';

const TEXTS = BACKUP_DETAIL;

/** One line a scope with its part of the size as a bar. The bar repeats the numbers, so it is not read out. */
export function HoldingsTable({ indices }: { indices: readonly BackupIndex[] }) {
  return (
    <table className={styles.holdings} aria-label={TEXTS.holds}>
      <thead>
        <tr>
          <th scope="col">{TEXTS.family}</th>
          <td className={styles.barCell} />
          <th scope="col">{TEXTS.indicesColumn}</th>
          <th scope="col">{TEXTS.docsColumn}</th>
          <th scope="col">{TEXTS.sizeColumn}</th>
        </tr>
      </thead>
      <tbody>
        {holdingsOf(indices).map((holding) => (
          <tr key={holding.scope ?? ''}>
            <th scope="row">
              {holding.scope === null ? BACKUPS.otherIndices : COMMON.scopes[holding.scope]}
            </th>
            <td className={styles.barCell}>
              <meter className={styles.meter} min={0} max={1} value={holding.share} aria-hidden="true" />
            </td>
            <td>{formatCount(holding.indices)}</td>
            <td>{formatCount(holding.docs)}</td>
            <td>{formatBytes(holding.bytes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
