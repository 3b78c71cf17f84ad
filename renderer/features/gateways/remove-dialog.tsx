import type { GatewayProfile } from '#shared/model/gateway.ts';
import { AskDialog } from '../../lib/ask-dialog.tsx';
import { GATEWAYS } from '../../strings/gateways.ts';
import { Text } from '../../ui/index.ts';

const text = GATEWAYS.removal;

export interface RemoveDialogProps {
  profile: GatewayProfile;
  onDone: () => void;
  onCancel: () => void;
}

/** Asks before a saved gateway is forgotten, and says that its server is not touched. */
export function RemoveDialog({ profile, onDone, onCancel }: RemoveDialogProps) {
  return (
    <AskDialog
      request="gateways.remove"
      input={{ gatewayId: profile.id }}
      title={text.title(profile.name)}
      confirmLabel={text.button}
      tone="danger"
      onDone={onDone}
      onCancel={onCancel}
    >
      <Text as="p">{text.body(profile.name, profile.tenant)}</Text>
      <Text as="p">{text.stays}</Text>
      <Text as="p" tone="secondary">
        {text.undone}
      </Text>
    </AskDialog>
  );
}
