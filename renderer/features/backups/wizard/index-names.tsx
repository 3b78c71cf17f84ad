import { useState } from 'react';
import { formatCount } from '../../../lib/format.ts';
import { BACKUP_WIZARD } from '../../../strings/backup-wizard.ts';
import styles from './index-names.module.css';

const SHOWN = 7;
const TEXTS = BACKUP_WIZARD.what;

/** The names that the selection stands for: what is shown here is what is sent. */
export function IndexNames({ names, tenant }: { names: readonly string[]; tenant: string }) {
  const [all, setAll] = useState(false);
  const shown = all ? names : names.slice(0, SHOWN);
  return (
    <details className={styles.names} open>
      <summary>
        <span className={styles.link}>{TEXTS.names(formatCount(names.length))}</span>{' '}
        <span className={styles.note}>{TEXTS.namesNote(tenant)}</span>
      </summary>
      <ul className={styles.list}>
        {shown.map((name) => (
          <li key={name} title={name}>
            {name}
          </li>
        ))}
        {names.length > SHOWN && (
          <li>
            <button type="button" className={styles.more} onClick={() => setAll(!all)}>
              {all ? TEXTS.showLess : TEXTS.andMore(formatCount(names.length - SHOWN))}
            </button>
          </li>
        )}
      </ul>
    </details>
  );
}
