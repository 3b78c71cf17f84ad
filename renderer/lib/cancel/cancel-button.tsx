import { useState } from 'react';
import type { Operation } from '#shared/model/operation.ts';
import type { useAction } from '../../api/hooks.ts';
import { ACTIVITY } from '../../strings/activity.ts';
import { Button, type ButtonSize } from '../../ui/index.ts';
import { CancelDialog } from './cancel-dialog.tsx';

interface CancelButtonProps {
  operation: Operation;
  /** Its error is shown by the page, where it has room for it. */
  cancel: ReturnType<typeof useAction<'operations.cancel'>>;
  size?: ButtonSize;
}

/** Cancels running work after a question; nothing where the work cannot be cancelled. */
export function CancelButton({ operation, cancel, size = 'md' }: CancelButtonProps) {
  const [asking, setAsking] = useState(false);
  const { id, kind, status, cancellable } = operation;
  const running = status === 'running';

  async function confirm(): Promise<void> {
    await cancel.run({ operationId: id });
    setAsking(false);
  }

  return (
    <>
      {cancellable && running && (
        <Button variant="danger" size={size} onClick={() => setAsking(true)}>
          {ACTIVITY.foot.cancel(kind)}
        </Button>
      )}
      <CancelDialog
        operation={operation}
        opened={asking && running}
        busy={cancel.running}
        onConfirm={() => void confirm()}
        onCancel={() => setAsking(false)}
      />
    </>
  );
}
