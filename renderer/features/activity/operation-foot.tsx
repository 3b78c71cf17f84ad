import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Operation } from '#shared/model/operation.ts';
import { useAction } from '../../api/hooks.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { ACTIVITY } from '../../strings/activity.ts';
import { Button, Grow, Text } from '../../ui/index.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import styles from './operation.module.css';
import { hasEnded, incompleteIndices } from './operation-state.ts';

const TEXTS = ACTIVITY.foot;

/** Cancelling at the left, leaving at the right: two different things. */
export function OperationFoot({ operation }: { operation: Operation }) {
  const [asking, setAsking] = useState(false);
  const cancel = useAction('operations.cancel');
  const { id, kind, gatewayId } = operation;
  const ended = hasEnded(operation);

  async function confirm(): Promise<void> {
    await cancel.run({ operationId: id });
    setAsking(false);
  }

  return (
    <>
      {cancel.error !== null && !ended && (
        <div className={styles.footError}>
          <ErrorCallout error={cancel.error} tone="warn" />
        </div>
      )}
      <div className={styles.foot}>
        {operation.cancellable && !ended && (
          <Button variant="danger" onClick={() => setAsking(true)}>
            {TEXTS.cancel(kind)}
          </Button>
        )}
        {!ended && (
          <Text size="s" tone="secondary">
            {hintOf(operation)}
          </Text>
        )}
        <Grow />
        {!ended && (
          <Text size="s" tone="secondary" nowrap>
            {TEXTS.goesOn(kind)}
          </Text>
        )}
        <Button
          variant={ended ? 'secondary' : 'primary'}
          renderLink={(parts) => <Link to="/g/$gatewayId/overview" params={{ gatewayId }} {...parts} />}
        >
          {ended ? TEXTS.close : TEXTS.stopWatching}
        </Button>
      </div>
      <CancelDialog
        operation={operation}
        opened={asking && !ended}
        busy={cancel.running}
        onConfirm={() => void confirm()}
        onCancel={() => setAsking(false)}
      />
    </>
  );
}

function hintOf(operation: Operation): string {
  if (operation.elsewhere) return TEXTS.elsewhere;
  if (!operation.cancellable) return TEXTS.notCancellable;
  switch (operation.kind) {
    case 'restore':
    case 'rollback':
      return TEXTS.cancelHintRestore(incompleteIndices(operation).length);
    case 'backup':
      return TEXTS.cancelHintBackup;
    default:
      return TEXTS.cancelHint;
  }
}
