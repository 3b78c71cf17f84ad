import { useState } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import { ErrorCallout } from '../../../lib/error-callout.tsx';
import { formatCount } from '../../../lib/format.ts';
import type { PageGateway } from '../../../lib/use-page-gateway.ts';
import { BACKUP_DETAIL, BACKUPS } from '../../../strings/backups.ts';
import { COMMON } from '../../../strings/common.ts';
import { ConfirmDialog, DefinitionList, Mono, TextField } from '../../../ui/index.ts';
import type { ListedBackup } from '../list/listed.ts';
import { scopeWords } from '../words.ts';
import styles from './flyout.module.css';

const TEXTS = BACKUP_DETAIL;
/** From here on a slip would cost too much for one press: the number must be typed. */
const TYPED_FROM = 4;
const NAMES_SHOWN = 8;

interface DeleteDialogProps {
  /** At least one. */
  backups: readonly ListedBackup[];
  gateway: PageGateway;
  running: boolean;
  error: AppError | null;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before backups are deleted: which ones, of which gateway and tenant, and that they do not come back. */
export function DeleteDialog({ backups, gateway, running, error, onConfirm, onCancel }: DeleteDialogProps) {
  const [typed, setTyped] = useState('');
  const count = formatCount(backups.length);
  const mustType = backups.length >= TYPED_FROM;
  const missing = mustType && typed.trim() !== String(backups.length);
  return (
    <ConfirmDialog
      opened
      tone="danger"
      title={backups.length === 1 ? TEXTS.confirmTitle : TEXTS.confirmTitleMany(count)}
      confirmLabel={backups.length === 1 ? TEXTS.confirm : TEXTS.confirmMany(count)}
      cancelLabel={COMMON.actions.cancel}
      busy={running}
      disabledReason={missing ? TEXTS.confirmTypeFirst : undefined}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <div className={styles.dialog}>
        <DefinitionList
          items={[
            { term: TEXTS.confirmGateway, detail: gateway.profile?.name ?? COMMON.empty },
            { term: TEXTS.confirmTenant, detail: <Mono>{gateway.profile?.tenant ?? COMMON.empty}</Mono> },
            ...whatOf(backups),
          ]}
        />
        {backups.length > 1 && <Names backups={backups} />}
        <p>{backups.length === 1 ? TEXTS.confirmOthers : TEXTS.confirmOthersMany}</p>
        <p>
          <b>{backups.length === 1 ? TEXTS.confirmIrreversible : TEXTS.confirmIrreversibleMany}</b>
        </p>
        {mustType && (
          <TextField
            mono
            required
            inputMode="numeric"
            label={TEXTS.confirmType(String(backups.length))}
            value={typed}
            onChange={setTyped}
          />
        )}
        {error !== null && <ErrorCallout error={error} />}
      </div>
    </ConfirmDialog>
  );
}

function whatOf(backups: readonly ListedBackup[]) {
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

function Names({ backups }: { backups: readonly ListedBackup[] }) {
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
