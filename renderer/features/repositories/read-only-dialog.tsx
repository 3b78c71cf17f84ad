import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { Repository } from '#shared/model/repository.ts';
import { readOnlyCommand } from '#shared/rules/equivalent-command.ts';
import { AskDialog } from '../../lib/ask-dialog.tsx';
import { FoldedCommand } from '../../lib/equivalent-command.tsx';
import { REPOSITORIES } from '../../strings/repositories.ts';
import { Text } from '../../ui/index.ts';
import { RepositoryFacts } from './repository-facts.tsx';

interface ReadOnlyDialogProps {
  gateway: GatewayProfile;
  repository: Repository;
  onDone: () => void;
  onCancel: () => void;
}

/** Asks before a repository may be written to, or no longer: two data stores that write to one place destroy it. */
export function ReadOnlyDialog({ gateway, repository, onDone, onCancel }: ReadOnlyDialogProps) {
  const { name } = repository;
  const readOnly = !repository.readOnly;
  const texts = REPOSITORIES.access[readOnly ? 'makeReadOnly' : 'makeWritable'];
  return (
    <AskDialog
      request="repositories.setReadOnly"
      input={{ gatewayId: gateway.id, name, readOnly }}
      title={texts.title(name)}
      confirmLabel={texts.button}
      {...(readOnly ? {} : { tone: 'danger' as const })}
      onDone={onDone}
      onCancel={onCancel}
    >
      <RepositoryFacts gateway={gateway} name={name} />
      <Text as="p">{texts.text}</Text>
      <Text as="p">{texts.more}</Text>
      <FoldedCommand command={readOnlyCommand(gateway, name, readOnly)} />
    </AskDialog>
  );
}
