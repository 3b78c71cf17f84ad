import type { Operation } from '#shared/model/operation.ts';
import { useRequest } from '../../api/hooks.ts';
import { ACTIVITY } from '../../strings/activity.ts';
import { COMMON } from '../../strings/common.ts';
import { ConfirmDialog, Stack, Text } from '../../ui/index.ts';
import { GatewayFacts } from '../gateway-facts.tsx';
import { NamesList } from '../names-list.tsx';
import { incompleteIndices } from './incomplete-indices.ts';

const TEXTS = ACTIVITY.cancel;
const NAMES_SHOWN = 20;

export interface CancelDialogProps {
  operation: Operation;
  opened: boolean;
  busy: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before work on the server is cancelled, and says what that leaves behind. */
export function CancelDialog({ operation, opened, busy, onConfirm, onCancel }: CancelDialogProps) {
  const { kind, gatewayId, gatewayName, target } = operation;
  const gateways = useRequest('gateways.list', {});
  const tenant = gateways.data?.find((view) => view.profile.id === gatewayId)?.profile.tenant;
  return (
    <ConfirmDialog
      opened={opened}
      tone="danger"
      title={TEXTS.title(kind, gatewayName)}
      confirmLabel={TEXTS.confirm(kind)}
      cancelLabel={TEXTS.keep(kind)}
      onConfirm={onConfirm}
      onCancel={onCancel}
      busy={busy}
    >
      <Stack>
        <GatewayFacts
          gateway={{ name: gatewayName, tenant: tenant ?? COMMON.empty }}
          more={[{ term: TEXTS.what(kind), detail: target }]}
        />
        <Consequence operation={operation} />
      </Stack>
    </ConfirmDialog>
  );
}

function Consequence({ operation }: { operation: Operation }) {
  switch (operation.kind) {
    case 'restore':
    case 'rollback':
      return <RestoreConsequence operation={operation} />;
    case 'backup':
      return <Text as="p">{TEXTS.backup(operation.target)}</Text>;
    case 'restart':
      return <Text as="p">{TEXTS.restart}</Text>;
    default:
      return <Text as="p">{TEXTS.other}</Text>;
  }
}

function RestoreConsequence({ operation }: { operation: Operation }) {
  const open = incompleteIndices(operation);
  if (open.length === 0) return <Text as="p">{TEXTS.restoreNone}</Text>;
  const saved = operation.phases.some((phase) => phase.id === 'safety-backup' && phase.state === 'done');
  return (
    <>
      <Text as="p">{TEXTS.restoreIncomplete(open.length)}</Text>
      <NamesList>
        {open.slice(0, NAMES_SHOWN).map((row) => (
          <li key={row.index}>{row.index}</li>
        ))}
        {open.length > NAMES_SHOWN && <li>{TEXTS.more(open.length - NAMES_SHOWN)}</li>}
      </NamesList>
      <Text as="p">{saved ? TEXTS.restoreBack : TEXTS.restoreLost}</Text>
    </>
  );
}
