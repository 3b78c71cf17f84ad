import type { RepositoryCleanUp } from '#shared/model/repository.ts';
import { AskDialog } from '../../lib/ask-dialog.tsx';
import { REPOSITORIES } from '../../strings/repositories.ts';
import { Text } from '../../ui/index.ts';

const TEXTS = REPOSITORIES.cleaning;

interface CleanUpDialogProps {
  gatewayId: string;
  name: string;
  onDone: (result: RepositoryCleanUp) => void;
  onCancel: () => void;
}

/** Asks before files are deleted that no backup refers to. */
export function CleanUpDialog({ gatewayId, name, onDone, onCancel }: CleanUpDialogProps) {
  return (
    <AskDialog
      request="repositories.cleanUp"
      input={{ gatewayId, name }}
      title={TEXTS.title(name)}
      confirmLabel={TEXTS.button}
      onDone={onDone}
      onCancel={onCancel}
    >
      <Text as="p">{TEXTS.text}</Text>
      <Text as="p" tone="secondary">
        {TEXTS.shared}
      </Text>
    </AskDialog>
  );
}
