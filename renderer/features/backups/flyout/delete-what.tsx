import type { ReactNode } from 'react';
import { formatCount } from '../../../lib/format.ts';
import { BACKUP_DETAIL, BACKUPS } from '../../../strings/backups.ts';
import { COMMON } from '../../../strings/common.ts';
import { Mono } from '../../../ui/index.ts';
import type { ListedBackup } from '../list/listed.ts';
import { scopeWords } from '../words.ts';
import styles from './flyout.module.css';

const TEXTS = BACKUP_DETAIL;
const NAMES_SHOWN = 8;

/** What is about to be deleted: the one backup, or how many of which repositories. */
export function whatOf(backups: readonly ListedBackup[]): { term: string; detail: ReactNode }[] {
  const [first] = backups;
  if (first !== undefined && backups.length === 1)
    return [
      { term: TEXTS.confirmBackup, detail: <Mono>{first.name}</Mono> },
      { term: BACKUPS.list.columns.repository, detail: <Mono>{first.repository}</Mono> },
      { term: TEXTS.confirmHolds, detail: scopeWords(first) ?? COMMON.empty },
    ];
  const byRepository = new Map<string, number>();
  for (const { repository } of backups) byRepository.set(repository, (byRepository.get(repository) ?? 0) + 1);
  return [
    { term: TEXTS.confirmBackups, detail: formatCount(backups.length) },
    {
      term: byRepository.size === 1 ? BACKUPS.list.columns.repository : TEXTS.confirmRepositories,
      detail: [...byRepository].map(([repository, count]) => (
        <div key={repository}>
          <Mono>{repository}</Mono>
          {byRepository.size > 1 && TEXTS.confirmCount(formatCount(count))}
        </div>
      )),
    },
  ];
}

/** The names of many; from some on only how many more. */
export function Names({ backups }: { backups: readonly ListedBackup[] }) {
  const more = backups.length - NAMES_SHOWN;
  return (
    <ul className={styles.names} aria-label={TEXTS.confirmBackups}>
      {backups.slice(0, more === 1 ? NAMES_SHOWN + 1 : NAMES_SHOWN).map((backup) => (
        <li key={backup.key}>{backup.name}</li>
      ))}
      {more > 1 && <li>{TEXTS.confirmMore(formatCount(more))}</li>}
    </ul>
  );
}
