import { useState } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import { REASON_LENGTH } from '#shared/model/reason-length.ts';
import { deletionRisks, isRisky } from '#shared/rules/deletion-risks.ts';
import { deleteCommand } from '#shared/rules/equivalent-command.ts';
import { FoldedCommand } from '../../../lib/equivalent-command.tsx';
import { ErrorCallout } from '../../../lib/error-callout.tsx';
import { formatCount } from '../../../lib/format.ts';
import { GatewayFacts } from '../../../lib/gateway-facts.tsx';
import type { PageGateway } from '../../../lib/use-page-gateway.ts';
import { BACKUP_DETAIL } from '../../../strings/backups.ts';
import { COMMON } from '../../../strings/common.ts';
import { ConfirmDialog, TextField } from '../../../ui/index.ts';
import type { ListedBackup } from '../list/listed.ts';
import { DeleteRisks } from './delete-risks.tsx';
import { Names, whatOf } from './delete-what.tsx';
import styles from './flyout.module.css';

const TEXTS = BACKUP_DETAIL;
/** From here on a slip would cost too much for one press: the number must be typed. */
const TYPED_FROM = 4;

interface DeleteDialogProps {
  /** At least one. */
  backups: readonly ListedBackup[];
  /** Every backup that is known of the gateway. */
  all: readonly ListedBackup[];
  /** A repository could not be read. */
  unreadable: boolean;
  gateway: PageGateway;
  running: boolean;
  error: AppError | null;
  onConfirm: (reason: string) => void;
  onCancel: () => void;
}

/**
 * Asks before backups are deleted: which ones, of which gateway and tenant, whether one of them is needed, and that they
 * do not come back.
 */
export function DeleteDialog({
  backups,
  all,
  unreadable,
  gateway,
  running,
  error,
  onConfirm,
  onCancel,
}: DeleteDialogProps) {
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const { profile } = gateway;
  const count = formatCount(backups.length);
  // What another deletion is taking is nothing to go back to.
  const risks = deletionRisks(
    backups,
    all.filter(({ deleting }) => !deleting),
    { unreadable },
  );
  const asked = askedFor(backups, isRisky(risks) ? profile?.tenant : undefined);
  const missing = asked !== null && typed.trim() !== asked.word;
  const tooLong = reason.trim().length > REASON_LENGTH;
  return (
    <ConfirmDialog
      opened
      tone="danger"
      title={backups.length === 1 ? TEXTS.confirmTitle : TEXTS.confirmTitleMany(count)}
      confirmLabel={backups.length === 1 ? TEXTS.confirm : TEXTS.confirmMany(count)}
      cancelLabel={COMMON.actions.cancel}
      busy={running}
      disabledReason={
        profile === undefined
          ? TEXTS.confirmUnread
          : missing
            ? asked.first
            : tooLong
              ? TEXTS.confirmReasonLong
              : undefined
      }
      onConfirm={() => onConfirm(reason.trim())}
      onCancel={onCancel}
    >
      <div className={styles.dialog}>
        <GatewayFacts gateway={profile} more={whatOf(backups)} />
        {backups.length > 1 && <Names backups={backups} />}
        <DeleteRisks risks={risks} />
        <p>{backups.length === 1 ? TEXTS.confirmOthers : TEXTS.confirmOthersMany}</p>
        <p>
          <b>{backups.length === 1 ? TEXTS.confirmIrreversible : TEXTS.confirmIrreversibleMany}</b>
        </p>
        {asked !== null && (
          <TextField
            mono
            required
            inputMode={asked.inputMode}
            label={asked.label}
            value={typed}
            onChange={setTyped}
          />
        )}
        <TextField
          label={TEXTS.confirmReason}
          hint={TEXTS.confirmReasonHint}
          error={tooLong ? TEXTS.confirmReasonLong : undefined}
          value={reason}
          onChange={setReason}
        />
        {profile !== undefined && <FoldedCommand command={deleteCommand(profile, backups, reason.trim())} />}
        {error !== null && <ErrorCallout error={error} />}
      </div>
    </ConfirmDialog>
  );
}

/** What must be typed: the tenant where something is lost that is needed, the number where there are many. */
function askedFor(backups: readonly ListedBackup[], tenant: string | undefined) {
  if (tenant !== undefined)
    return {
      word: tenant,
      label: TEXTS.confirmTenantType(tenant),
      first: TEXTS.confirmTenantFirst,
      inputMode: 'text' as const,
    };
  if (backups.length < TYPED_FROM) return null;
  const word = String(backups.length);
  return {
    word,
    label: TEXTS.confirmType(word),
    first: TEXTS.confirmTypeFirst,
    inputMode: 'numeric' as const,
  };
}
