import type { Operation } from '#shared/model/operation.ts';
import { formatAge } from '../../lib/format.ts';
import { OperationButton } from '../../lib/operation-button.tsx';
import { useNow } from '../../lib/use-now.ts';
import { APP } from '../../strings/app.ts';
import { COMMON } from '../../strings/common.ts';
import { Button, Callout, Text } from '../../ui/index.ts';

const text = APP.failure;

interface FailureCalloutProps {
  operation: Operation;
  onDismiss: (id: string) => void;
}

/** Work that ended badly while nobody looked at it, and the way to it. */
export function FailureCallout({ operation, onDismiss }: FailureCalloutProps) {
  const { id, kind, gatewayName, status, target, error, endedAt, updatedAt } = operation;
  const now = useNow(10_000);
  return (
    <Callout
      tone={status === 'failed' ? 'bad' : 'warn'}
      alert
      title={text.title(COMMON.operationKinds[kind], gatewayName)}
      actions={
        <>
          <OperationButton gatewayId={operation.gatewayId} operationId={operation.id}>
            {text.show}
          </OperationButton>
          <Button size="sm" onClick={() => onDismiss(id)}>
            {APP.notice.dismiss}
          </Button>
        </>
      }
    >
      <Text as="p">{COMMON.joined(target, COMMON.operationStatus[status].toLowerCase())}</Text>
      {error !== null && <Text as="p">{error.title}</Text>}
      <Text as="p" tone="secondary">
        {text.ended(formatAge(endedAt ?? updatedAt, now))}
      </Text>
    </Callout>
  );
}
