import { useState } from 'react';
import { formatCount } from '../../../lib/format.ts';
import { BACKUP_WIZARD } from '../../../strings/backup-wizard.ts';
import { Disclosure, IndexName, LinkButton } from '../../../ui/index.ts';
import styles from './index-names.module.css';

const SHOWN = 7;
const TEXTS = BACKUP_WIZARD.what;

/** The names that the selection stands for: what is shown here is what is sent. */
export function IndexNames({ names, tenant }: { names: readonly string[]; tenant: string }) {
  const [all, setAll] = useState(false);
  const shown = all ? names : names.slice(0, SHOWN);
  return (
    <div className={styles.names}>
      <Disclosure defaultOpen label={TEXTS.names(formatCount(names.length))} note={TEXTS.namesNote(tenant)}>
        <ul className={styles.list}>
          {shown.map((name) => (
            <li key={name}>
              <IndexName name={name} tenant={tenant} />
            </li>
          ))}
          {names.length > SHOWN && (
            <li>
              <LinkButton small onClick={() => setAll(!all)}>
                {all ? TEXTS.showLess : TEXTS.andMore(formatCount(names.length - SHOWN))}
              </LinkButton>
            </li>
          )}
        </ul>
      </Disclosure>
    </div>
  );
}
