import type { Repository } from '#shared/model/repository.ts';
import { useAction } from '../../api/hooks.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { COMMON } from '../../strings/common.ts';
import { REPOSITORIES } from '../../strings/repositories.ts';
import { Callout, ConfirmDialog, Stack, Text } from '../../ui/index.ts';

const TEXTS = REPOSITORIES.removal;

interface RemoveDialogProps {
  gatewayId: string;
  repository: Repository;
  onDone: () => void;
  onCancel: () => void;
}

/** Asks before a repository is forgotten, and says that its files stay. */
export function RemoveDialog({ gatewayId, repository, onDone, onCancel }: RemoveDialogProps) {
  const remove = useAction('repositories.remove');
  const confirm = async (): Promise<void> => {
    if ((await remove.run({ gatewayId, name: repository.name })) !== null) onDone();
  };
  return (
    <ConfirmDialog
      opened
      title={TEXTS.title(repository.name)}
      confirmLabel={TEXTS.button}
      cancelLabel={COMMON.actions.cancel}
      tone="danger"
      busy={remove.running}
      onConfirm={() => void confirm()}
      onCancel={onCancel}
    >
      <Stack>
        <Text as="p">{TEXTS.forgets}</Text>
        <Text as="p">{TEXTS.stays}</Text>
        {repository.safety && <Callout small tone="warn" title={TEXTS.safety} />}
        {remove.error !== null && <ErrorCallout error={remove.error} small />}
      </Stack>
    </ConfirmDialog>
  );
}
