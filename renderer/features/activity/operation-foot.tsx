import { Link } from '@tanstack/react-router';
import type { Operation } from '#shared/model/operation.ts';
import { useAction } from '../../api/hooks.ts';
import { CancelButton } from '../../lib/cancel/cancel-button.tsx';
import { incompleteIndices } from '../../lib/cancel/incomplete-indices.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { ACTIVITY } from '../../strings/activity.ts';
import { Button, Grow, Text } from '../../ui/index.ts';
import styles from './operation.module.css';
import { hasEnded } from './operation-state.ts';

const TEXTS = ACTIVITY.foot;

/** Cancelling at the left, leaving at the right: two different things. */
export function OperationFoot({ operation }: { operation: Operation }) {
  const cancel = useAction('operations.cancel');
  const { kind, gatewayId } = operation;
  const ended = hasEnded(operation);

  return (
    <>
      {cancel.error !== null && !ended && (
        <div className={styles.footError}>
          <ErrorCallout error={cancel.error} tone="warn" />
        </div>
      )}
      <div className={styles.foot} data-page-foot="">
        <CancelButton operation={operation} cancel={cancel} />
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
