import type { Repository } from '#shared/model/repository.ts';
import { AskDialog } from '../../lib/ask-dialog.tsx';
import { REPOSITORIES } from '../../strings/repositories.ts';
import { Callout, Text } from '../../ui/index.ts';

const TEXTS = REPOSITORIES.removal;

interface RemoveDialogProps {
  gatewayId: string;
  repository: Repository;
  onDone: () => void;
  onCancel: () => void;
}

/** Asks before a repository is forgotten, and says that its files stay. */
export function RemoveDialog({ gatewayId, repository, onDone, onCancel }: RemoveDialogProps) {
  return (
    <AskDialog
      request="repositories.remove"
      input={{ gatewayId, name: repository.name }}
      title={TEXTS.title(repository.name)}
      confirmLabel={TEXTS.button}
      tone="danger"
      onDone={onDone}
      onCancel={onCancel}
    >
      <Text as="p">{TEXTS.forgets}</Text>
      <Text as="p">{TEXTS.stays}</Text>
      {repository.safety && <Callout small tone="warn" title={TEXTS.safety} />}
    </AskDialog>
  );
}
