import type { GatewayProfile } from '#shared/model/gateway.ts';
import { useAction } from '../../api/hooks.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { COMMON } from '../../strings/common.ts';
import { GATEWAYS } from '../../strings/gateways.ts';
import { ConfirmDialog, Stack, Text } from '../../ui/index.ts';

const text = GATEWAYS.removal;

export interface RemoveDialogProps {
  profile: GatewayProfile;
  onDone: () => void;
  onCancel: () => void;
}

/** Asks before a saved gateway is forgotten, and says that its server is not touched. */
export function RemoveDialog({ profile, onDone, onCancel }: RemoveDialogProps) {
  const remove = useAction('gateways.remove');
  const confirm = async (): Promise<void> => {
    if ((await remove.run({ gatewayId: profile.id })) !== null) onDone();
  };
  return (
    <ConfirmDialog
      opened
      title={text.title(profile.name)}
      confirmLabel={text.button}
      cancelLabel={COMMON.actions.cancel}
      tone="danger"
      busy={remove.running}
      onConfirm={() => void confirm()}
      onCancel={onCancel}
    >
      <Stack>
        <Text as="p">{text.body(profile.name, profile.tenant)}</Text>
        <Text as="p">{text.stays}</Text>
        <Text as="p" tone="secondary">
          {text.undone}
        </Text>
        {remove.error !== null && <ErrorCallout error={remove.error} small />}
      </Stack>
    </ConfirmDialog>
  );
}
