import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { RepositoryCleanUp } from '#shared/model/repository.ts';
import { cleanUpCommand } from '#shared/rules/equivalent-command.ts';
import { AskDialog } from '../../lib/ask-dialog.tsx';
import { FoldedCommand } from '../../lib/equivalent-command.tsx';
import { REPOSITORIES } from '../../strings/repositories.ts';
import { Text } from '../../ui/index.ts';
import { RepositoryFacts } from './repository-facts.tsx';

const TEXTS = REPOSITORIES.cleaning;

interface CleanUpDialogProps {
  gateway: GatewayProfile;
  name: string;
  onDone: (result: RepositoryCleanUp) => void;
  onCancel: () => void;
}

/** Asks before files are deleted that no backup refers to. */
export function CleanUpDialog({ gateway, name, onDone, onCancel }: CleanUpDialogProps) {
  return (
    <AskDialog
      request="repositories.cleanUp"
      input={{ gatewayId: gateway.id, name }}
      title={TEXTS.title(name)}
      confirmLabel={TEXTS.button}
      tone="danger"
      onDone={onDone}
      onCancel={onCancel}
    >
      <RepositoryFacts gateway={gateway} name={name} />
      <Text as="p">{TEXTS.text}</Text>
      <Text as="p" tone="secondary">
        {TEXTS.shared}
      </Text>
      <FoldedCommand command={cleanUpCommand(gateway, name)} />
    </AskDialog>
  );
}
