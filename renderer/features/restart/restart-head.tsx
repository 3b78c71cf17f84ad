import type { PendingRestart } from '#shared/model/restart.ts';
import { isDone } from '#shared/rules/restart-nodes.ts';
import { formatDateTime, formatExactTime } from '../../lib/format.ts';
import { RESTART } from '../../strings/restart.ts';
import { Button, Grow, Heading, Row, Text } from '../../ui/index.ts';
import { nodesLeft, runSince, storeDue } from './restart-state.ts';
import type { StopAfter } from './use-stop-after.ts';

export interface HeadProps {
  pending: PendingRestart;
  busy: boolean;
  /** Null while nothing can be stopped. */
  stopAfter: StopAfter | null;
  onAll: (nodeIds: string[], together: boolean) => void;
}

/** What has to be restarted and since when, and the buttons for all of it. */
export function Head({ pending, busy, stopAfter, onAll }: HeadProps) {
  const left = nodesLeft(pending);
  const since = pending.running ? runSince(pending) : null;
  if (left.length === 0 && !pending.running) return <HeadDone pending={pending} />;
  const ids = left.map((node) => node.nodeId);
  const disabledReason = busy ? RESTART.allRunning : ids.length === 0 ? RESTART.allNone : undefined;
  return (
    <Row>
      <div>
        <Heading level={2} size="xl">
          {headingOf(pending)}
        </Heading>
        <Text as="p" tone="secondary">
          {since === null
            ? RESTART.since(formatDateTime(pending.since))
            : RESTART.runningSince(formatExactTime(since))}{' '}
          {pending.operationId === null && `${pending.why}. `}
          {orderOf(pending)}
        </Text>
      </div>
      <Grow />
      {left.filter((node) => node.store === undefined).length > 1 && (
        <Button disabledReason={disabledReason} onClick={() => onAll(ids, true)}>
          {RESTART.atOnce.button}
        </Button>
      )}
      {stopAfter !== null && (
        <Button icon="pause" disabledReason={stopAfter.disabledReason} onClick={stopAfter.stop}>
          {stopAfter.label}
        </Button>
      )}
      <Button
        variant="primary"
        icon="power"
        disabledReason={disabledReason}
        onClick={() => onAll(ids, false)}
      >
        {RESTART.all}
      </Button>
    </Row>
  );
}

function headingOf(pending: PendingRestart): string {
  if (pending.operationId !== null) return RESTART.heading;
  if (storeDue(pending) === null) return RESTART.headingOnly;
  return pending.nodes.every((node) => node.store !== undefined || isDone(node))
    ? RESTART.headingStore
    : RESTART.headingBoth;
}

function orderOf(pending: PendingRestart): string {
  const order = pending.running && pending.together === true ? RESTART.orderTogether : RESTART.order;
  return storeDue(pending) === null ? order : `${RESTART.orderStore} ${order}`;
}

function HeadDone({ pending }: { pending: PendingRestart }) {
  return (
    <div>
      <Heading level={2} size="xl">
        {pending.operationId === null ? RESTART.headingDone : RESTART.headingRestored}
      </Heading>
      <Text as="p" tone="secondary">
        {RESTART.doneText}
      </Text>
    </div>
  );
}
