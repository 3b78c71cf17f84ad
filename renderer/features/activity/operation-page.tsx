import { Link, useParams } from '@tanstack/react-router';
import type { Operation } from '#shared/model/operation.ts';
import { isChange } from '#shared/rules/history.ts';
import { useOperation, useRequest } from '../../api/hooks.ts';
import { useShowsEnd } from '../../api/unseen-failures.ts';
import { formatDateTime, formatDuration, formatElapsed, formatExactTime } from '../../lib/format.ts';
import { ReadingError } from '../../lib/reading-error.tsx';
import { STATUS_TONES } from '../../lib/status-tones.ts';
import { useNow } from '../../lib/use-now.ts';
import { ACTIVITY } from '../../strings/activity.ts';
import { Badge, type LinkParts, PageBody, PageHeader, Skeleton, Text } from '../../ui/index.ts';
import { ChangeView } from './change-view.tsx';
import { elapsedMs, hasEnded } from './operation-state.ts';
import { OperationView } from './operation-view.tsx';

const TEXTS = ACTIVITY.page;

/** One operation of any kind: what it does now, or how it ended. */
export function OperationPage() {
  const { gatewayId = '', operationId = '' } = useParams({ strict: false });
  useShowsEnd(({ id }) => id === operationId);
  const reading = useOperation(operationId);
  const now = useNow(reading.data?.status === 'running' ? 1_000 : 30_000);
  const gateways = useRequest('gateways.list', {});
  const operation = reading.data;
  const tenant =
    gateways.data?.find((view) => view.profile.id === operation?.gatewayId)?.profile.tenant ?? null;
  const crumb = {
    label: ACTIVITY.title,
    renderLink: (parts: LinkParts) => <Link to="/g/$gatewayId/activity" params={{ gatewayId }} {...parts} />,
  };
  if (operation === undefined) {
    return (
      <>
        <PageHeader title={TEXTS.title} crumbs={[crumb]} />
        <PageBody>
          {reading.error === null ? (
            <Skeleton lines={10} label={TEXTS.loading} />
          ) : (
            <ReadingError reading={reading} />
          )}
        </PageBody>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={ACTIVITY.kinds[operation.kind]}
        name={operation.target}
        crumbs={[crumb]}
        right={<Clock operation={operation} now={now} />}
      />
      {isChange(operation.kind) ? (
        <ChangeView operation={operation} />
      ) : (
        <OperationView operation={operation} now={now} tenant={tenant} />
      )}
    </>
  );
}

/** Status, and how long it takes or took. */
function Clock({ operation, now }: { operation: Operation; now: number }) {
  const ms = elapsedMs(operation, now);
  const tone = STATUS_TONES[operation.status];
  return (
    <>
      <Badge tone={tone}>{ACTIVITY.statuses[operation.status]}</Badge>
      <Text nowrap title={formatDateTime(operation.startedAt)}>
        <b>{hasEnded(operation) ? formatDuration(ms) : formatElapsed(ms)}</b>{' '}
        <Text tone="secondary">{clockText(operation)}</Text>
      </Text>
    </>
  );
}

function clockText(operation: Operation): string {
  if (operation.endedAt !== null) return TEXTS.ended(formatDateTime(operation.endedAt));
  return hasEnded(operation)
    ? TEXTS.lastSeen(formatDateTime(operation.updatedAt))
    : TEXTS.since(formatExactTime(operation.startedAt));
}
