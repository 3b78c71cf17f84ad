import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { Repository } from '#shared/model/repository.ts';
import { removeRepositoryCommand } from '#shared/rules/equivalent-command.ts';
import { AskDialog } from '../../lib/ask-dialog.tsx';
import { FoldedCommand } from '../../lib/equivalent-command.tsx';
import { formatCount } from '../../lib/format.ts';
import { REPOSITORIES } from '../../strings/repositories.ts';
import { Callout, Text } from '../../ui/index.ts';
import { RepositoryFacts } from './repository-facts.tsx';

const TEXTS = REPOSITORIES.removal;

interface RemoveDialogProps {
  gateway: GatewayProfile;
  repository: Repository;
  /** How many backups it holds; null where that is not known. */
  held: number | null;
  onDone: () => void;
  onCancel: () => void;
}

/** Asks before a repository is forgotten, and says that its files stay. */
export function RemoveDialog({ gateway, repository, held, onDone, onCancel }: RemoveDialogProps) {
  const { name, safety } = repository;
  return (
    <AskDialog
      request="repositories.remove"
      input={{ gatewayId: gateway.id, name }}
      title={TEXTS.title(name)}
      confirmLabel={TEXTS.button}
      tone="danger"
      onDone={onDone}
      onCancel={onCancel}
    >
      <RepositoryFacts
        gateway={gateway}
        name={name}
        more={[{ term: TEXTS.holds, detail: held === null ? TEXTS.unknown : formatCount(held) }]}
      />
      <Text as="p">{TEXTS.forgets}</Text>
      <Text as="p">{TEXTS.stays}</Text>
      {safety && <Callout small tone="warn" title={TEXTS.safety} />}
      <FoldedCommand command={removeRepositoryCommand(gateway, name)} />
    </AskDialog>
  );
}
