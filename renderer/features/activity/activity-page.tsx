import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { Operation } from '#shared/model/operation.ts';
import { useRequest } from '../../api/hooks.ts';
import { OpenAll } from '../../lib/open-all.tsx';
import { ReadingError } from '../../lib/reading-error.tsx';
import { useNow } from '../../lib/use-now.ts';
import { ACTIVITY } from '../../strings/activity.ts';
import { Button, DataTable, EmptyState, PageBody, PageFill, PageHeader } from '../../ui/index.ts';
import { activityColumns } from './activity-columns.tsx';

const TEXTS = ACTIVITY.list;

/** Who did what: every operation on this gateway, newest first. */
export function ActivityPage() {
  const { gatewayId = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const now = useNow();
  const reading = useRequest('operations.list', {});
  const rows = (reading.data ?? [])
    .filter((operation) => operation.gatewayId === gatewayId)
    .sort((a, b) => b.startedAt - a.startedAt);
  const open = (operation: Operation): void =>
    void navigate({
      to: '/g/$gatewayId/activity/$operationId',
      params: { gatewayId, operationId: operation.id },
    });
  return (
    <>
      <PageHeader title={ACTIVITY.title} right={<OpenAll gatewayId={gatewayId} />} />
      {reading.error !== null && reading.data === undefined ? (
        <PageBody>
          <ReadingError reading={reading} />
        </PageBody>
      ) : (
        <PageFill>
          <DataTable<Operation>
            fill
            label={ACTIVITY.title}
            columns={activityColumns(gatewayId, now)}
            rows={rows}
            rowKey={(operation) => operation.id}
            onSelect={open}
            loading={reading.loading}
            loadingLabel={TEXTS.loading}
            narrowBelow={1040}
            empty={
              <EmptyState
                icon="activity"
                title={TEXTS.empty}
                text={TEXTS.emptyNext}
                action={
                  <Button
                    renderLink={(parts) => (
                      <Link to="/g/$gatewayId/backups" params={{ gatewayId }} {...parts} />
                    )}
                  >
                    {TEXTS.toBackups}
                  </Button>
                }
              />
            }
          />
        </PageFill>
      )}
    </>
  );
}
