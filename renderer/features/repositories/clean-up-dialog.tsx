import type { RepositoryCleanUp } from '#shared/model/repository.ts';
import { useAction } from '../../api/hooks.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { COMMON } from '../../strings/common.ts';
import { REPOSITORIES } from '../../strings/repositories.ts';
import { ConfirmDialog, Stack, Text } from '../../ui/index.ts';

const TEXTS = REPOSITORIES.cleaning;

interface CleanUpDialogProps {
  gatewayId: string;
  name: string;
  onDone: (result: RepositoryCleanUp) => void;
  onCancel: () => void;
}

/** Asks before files are deleted that no backup refers to. */
export function CleanUpDialog({ gatewayId, name, onDone, onCancel }: CleanUpDialogProps) {
  const cleanUp = useAction('repositories.cleanUp');
  const confirm = async (): Promise<void> => {
    const result = await cleanUp.run({ gatewayId, name });
    if (result !== null) onDone(result);
  };
  return (
    <ConfirmDialog
      opened
      title={TEXTS.title(name)}
      confirmLabel={TEXTS.button}
      cancelLabel={COMMON.actions.cancel}
      busy={cleanUp.running}
      onConfirm={() => void confirm()}
      onCancel={onCancel}
    >
      <Stack>
        <Text as="p">{TEXTS.text}</Text>
        <Text as="p" tone="secondary">
          {TEXTS.shared}
        </Text>
        {cleanUp.error !== null && <ErrorCallout error={cleanUp.error} small />}
      </Stack>
    </ConfirmDialog>
  );
}
