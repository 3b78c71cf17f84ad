import type { Operation } from '#shared/model/operation.ts';
import { ErrorCallout, rawReason } from '../../lib/error-callout.tsx';
import { OpenAll } from '../../lib/open-all.tsx';
import { ACTIVITY } from '../../strings/activity.ts';
import { Callout, Text } from '../../ui/index.ts';
import { BackupEnd } from './backup-end.tsx';
import { mayLeaveClosed } from './operation-state.ts';
import { DeleteEnd, OpenEnd, RestartEnd } from './other-ends.tsx';
import { RestoreEnd } from './restore-end.tsx';

const TEXTS = ACTIVITY.end;

/** How an operation ended: its result, its error, and what is to be done next. */
export function OperationEnd({ operation }: { operation: Operation }) {
  return (
    <>
      <Verdict operation={operation} />
      <Result operation={operation} />
      {mayLeaveClosed(operation) && (
        <Callout
          tone="info"
          title={TEXTS.mayBeClosed}
          aside={<OpenAll gatewayId={operation.gatewayId} size="sm" />}
        >
          {TEXTS.mayBeClosedText}
        </Callout>
      )}
    </>
  );
}

function Result({ operation }: { operation: Operation }) {
  const { result } = operation;
  switch (result?.kind) {
    case undefined:
      return null;
    case 'backup':
      return <BackupEnd operation={operation} result={result} />;
    case 'restore':
      return <RestoreEnd operation={operation} result={result} />;
    case 'delete-backup':
      return <DeleteEnd result={result} />;
    case 'open-indices':
      return <OpenEnd operation={operation} result={result} />;
    case 'restart':
      return <RestartEnd result={result} />;
  }
}

/** What the result itself does not say: the error, or why there is no result. */
function Verdict({ operation: { kind, status, error, result } }: { operation: Operation }) {
  switch (status) {
    case 'cancelled':
    case 'interrupted':
    case 'unknown':
      return (
        <Callout
          tone="warn"
          title={TEXTS.statusTitle[status](kind)}
          raw={error === null ? undefined : rawReason(error)}
        >
          <Text as="p">{textOf(kind, status)}</Text>
          {error !== null && <Text as="p">{error.changed}</Text>}
          {error !== null && status !== 'cancelled' && <Text as="p">{error.next}</Text>}
        </Callout>
      );
    case 'failed':
    case 'warning':
      if (namesItsFailures(result)) return null;
      if (error !== null) return <ErrorCallout error={error} tone={status === 'failed' ? 'bad' : 'warn'} />;
      return result === null ? (
        <Callout tone={status === 'failed' ? 'bad' : 'warn'} title={TEXTS.statusTitle[status](kind)} />
      ) : null;
    case 'succeeded':
      return result === null ? <Callout tone="good" title={TEXTS.statusTitle.succeeded(kind)} /> : null;
    case 'running':
      return null;
  }
}

/** True where the result lists each thing that failed with its own error. */
const namesItsFailures = (result: Operation['result']): boolean =>
  (result?.kind === 'delete-backup' || result?.kind === 'open-indices') && result.failed.length > 0;

function textOf(kind: Operation['kind'], status: 'cancelled' | 'interrupted' | 'unknown'): string {
  if (status === 'cancelled') return TEXTS.cancelledText;
  if (status === 'unknown') return TEXTS.unknownText;
  return kind === 'restore' || kind === 'rollback' ? TEXTS.interruptedRestore : TEXTS.interruptedText;
}
