import { Link, useParams } from '@tanstack/react-router';
import type { PendingRestart } from '#shared/model/restart.ts';
import { useLastRestart, useRequest } from '../../api/hooks.ts';
import { useShowsEnd } from '../../api/unseen-failures.ts';
import { ReadingError } from '../../lib/reading-error.tsx';
import { RESTART } from '../../strings/restart.ts';
import { Badge, type LinkParts, PageBody, PageHeader, Skeleton } from '../../ui/index.ts';
import { NothingPending } from './nothing-pending.tsx';
import { settledCount } from './restart-state.ts';
import { RestartView } from './restart-view.tsx';

/** Until the gateways are read, and for one that is no longer saved. */
const UNREAD = { name: '', tenant: '', nodes: [] };

/** Brings every node back after a restore, one after another, until each is healthy or ticked off. */
export function RestartPage() {
  const { gatewayId = '' } = useParams({ strict: false });
  useShowsEnd((operation) => operation.kind === 'restart' && operation.gatewayId === gatewayId);
  const reading = useRequest('restart.pending', { gatewayId });
  const gateways = useRequest('gateways.list', {});
  const gateway = gateways.data?.find((view) => view.profile.id === gatewayId)?.profile;
  const last = useLastRestart(gatewayId);
  // A run that has just ended stays on the page: its end is what was waited for.
  const ended = last !== null && settledCount(last) === last.nodes.length ? last : null;
  const pending = reading.data ?? (reading.data === null ? ended : undefined);
  return (
    <>
      <PageHeader
        title={pending?.operationId ? RESTART.titleAfterRestore : RESTART.title}
        crumbs={[
          {
            label: RESTART.activity,
            renderLink: (parts: LinkParts) => (
              <Link to="/g/$gatewayId/activity" params={{ gatewayId }} {...parts} />
            ),
          },
        ]}
        right={pending && <DoneBadge pending={pending} />}
      />
      <PageBody label={RESTART.title}>
        <ReadingError reading={reading} />
        {reading.loading && <Skeleton lines={10} label={RESTART.loading} />}
        {reading.data === null && ended === null && (
          <NothingPending
            gatewayId={gatewayId}
            ownStore={gateway?.autostart === false}
            onAsked={reading.refresh}
          />
        )}
        {pending && <RestartView pending={pending} gateway={gateway ?? UNREAD} />}
      </PageBody>
    </>
  );
}

function DoneBadge({ pending }: { pending: PendingRestart }) {
  const done = settledCount(pending);
  const total = pending.nodes.length;
  return (
    <Badge tone={done === total ? 'good' : 'warn'}>
      {done === total ? RESTART.badgeDone(total) : RESTART.badge(done, total)}
    </Badge>
  );
}
