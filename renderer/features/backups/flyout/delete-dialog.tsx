import type { AppError } from '#shared/errors/app-error.ts';
import { ErrorCallout } from '../../../lib/error-callout.tsx';
import { BACKUP_DETAIL, BACKUPS } from '../../../strings/backups.ts';
import { COMMON } from '../../../strings/common.ts';
import { ConfirmDialog, DefinitionList, Mono } from '../../../ui/index.ts';
import type { ListedBackup } from '../list/listed.ts';
import type { CurrentGateway } from '../use-gateway.ts';
import { scopeWords } from '../words.ts';
import styles from './flyout.module.css';

const TEXTS = BACKUP_DETAIL;

interface DeleteDialogProps {
  backup: ListedBackup;
  gateway: CurrentGateway;
  running: boolean;
  error: AppError | null;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before a backup is deleted: which one, of which gateway and tenant, and that it does not come back. */
export function DeleteDialog({ backup, gateway, running, error, onConfirm, onCancel }: DeleteDialogProps) {
  return (
    <ConfirmDialog
      opened
      tone="danger"
      title={TEXTS.confirmTitle}
      confirmLabel={TEXTS.confirm}
      cancelLabel={COMMON.actions.cancel}
      busy={running}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <div className={styles.dialog}>
        <DefinitionList
          items={[
            { term: TEXTS.confirmGateway, detail: gateway.profile?.name ?? COMMON.empty },
            { term: TEXTS.confirmTenant, detail: <Mono>{gateway.profile?.tenant ?? COMMON.empty}</Mono> },
            { term: TEXTS.confirmBackup, detail: <Mono>{backup.name}</Mono> },
            { term: BACKUPS.list.columns.repository, detail: <Mono>{backup.repository}</Mono> },
            { term: TEXTS.confirmHolds, detail: scopeWords(backup) ?? COMMON.empty },
          ]}
        />
        <p>{TEXTS.confirmOthers}</p>
        <p>
          <b>{TEXTS.confirmIrreversible}</b>
        </p>
        {error !== null && <ErrorCallout error={error} />}
      </div>
    </ConfirmDialog>
  );
}
