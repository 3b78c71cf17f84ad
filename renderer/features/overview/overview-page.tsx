import { Link, useParams } from '@tanstack/react-router';
import type { GatewayView } from '#shared/model/gateway.ts';
import type { Overview } from '#shared/model/overview.ts';
import { isNothingRead, unreadOf } from '#shared/rules/unread.ts';
import { type Reading, useOperations, useRequest } from '../../api/hooks.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { useNow } from '../../lib/use-now.ts';
import { useUnsettled } from '../../lib/use-unsettled.ts';
import { COMMON } from '../../strings/common.ts';
import { OVERVIEW } from '../../strings/overview.ts';
import { Button, Columns, DayLegend, DayStrip, PageBody, PageHeader, Panel, Text } from '../../ui/index.ts';
import s from './overview.module.css';
import { OverviewSkeleton } from './overview-skeleton.tsx';
import { RecentPanel } from './recent-panel.tsx';
import { RunningPanel } from './running-panel.tsx';
import { datesOf, rowsOf, summaryOf } from './strip.ts';
import { todosOf } from './todo.ts';
import { TodoPanel } from './todo-panel.tsx';
import { isListRead } from './verdict.ts';
import { VerdictPanel } from './verdict-panel.tsx';

const REFRESH_MS = 60_000;
const RECENT = 9;
const LEGEND = ['good', 'partial', 'failed', 'unreadable'] as const;

/** Answers one question: is this gateway safe? */
export function OverviewPage() {
  const { gatewayId } = useParams({ from: '/g/$gatewayId/overview' });
  const reading = useRequest('overview.get', { gatewayId }, { refetchMs: REFRESH_MS });
  const gateways = useRequest('gateways.list', {});
  const view = gateways.data?.find((one) => one.profile.id === gatewayId);
  return (
    <>
      <PageHeader
        title={OVERVIEW.title}
        right={<HeaderActions gatewayId={gatewayId} view={view} overview={reading.data} />}
      />
      <PageBody label={OVERVIEW.title}>
        <Content gatewayId={gatewayId} view={view} reading={reading} />
      </PageBody>
    </>
  );
}

interface PartProps {
  gatewayId: string;
  view: GatewayView | undefined;
}

function BackUp({ gatewayId, readOnly }: { gatewayId: string; readOnly: boolean }) {
  const unsettled = useUnsettled(gatewayId);
  return (
    <Button
      variant="primary"
      icon="plus"
      disabledReason={readOnly ? OVERVIEW.readOnly : unsettled ? COMMON.unsettled : undefined}
      renderLink={(parts) => <Link to="/g/$gatewayId/backups/new" params={{ gatewayId }} {...parts} />}
    >
      {OVERVIEW.backUp}
    </Button>
  );
}

interface RestoreProps {
  gatewayId: string;
  readOnly: boolean;
  overview: Overview | undefined;
}

/** The plan of the last good backup; without one, the list of all to choose from. */
function Restore({ gatewayId, readOnly, overview }: RestoreProps) {
  const reachable = overview?.dataStore.reachable === true;
  const last = reachable && !readOnly ? overview.verdict.lastGood : null;
  if (last === null) {
    const nothing = reachable && overview.verdict.state === 'unsafe' && overview.backups === 0;
    return (
      <Button
        icon="restore"
        disabledReason={nothing ? OVERVIEW.nothingToRestore : readOnly ? OVERVIEW.readOnly : undefined}
        renderLink={(parts) => <Link to="/g/$gatewayId/backups" params={{ gatewayId }} {...parts} />}
      >
        {OVERVIEW.restore}
      </Button>
    );
  }
  const { repository, name } = last;
  return (
    <Button
      icon="restore"
      title={OVERVIEW.restoreLast(name)}
      renderLink={(parts) => (
        <Link
          to="/g/$gatewayId/restore/$repository/$name"
          params={{ gatewayId, repository, name }}
          {...parts}
        />
      )}
    >
      {OVERVIEW.restore}
    </Button>
  );
}

function HeaderActions({ gatewayId, view, overview }: PartProps & { overview: Overview | undefined }) {
  const running = useOperations(gatewayId).some((operation) => operation.status === 'running');
  const readOnly = view?.profile.readOnly ?? false;
  // One filled button a view: while the verdict carries the next action, the header leaves it out.
  const asked = overview !== undefined && asksForBackup(overview);
  return (
    <>
      {running && (
        <Text size="s" tone="secondary">
          {OVERVIEW.waits}
        </Text>
      )}
      {readOnly && (
        <Text size="s" tone="secondary">
          {OVERVIEW.readOnly}
        </Text>
      )}
      <Restore gatewayId={gatewayId} readOnly={readOnly} overview={overview} />
      {!asked && <BackUp gatewayId={gatewayId} readOnly={readOnly} />}
    </>
  );
}

const asksForBackup = ({ verdict, running }: Overview): boolean =>
  (verdict.state === 'unsafe' || verdict.state === 'old') &&
  !running.some((operation) => operation.kind === 'backup');

function Content({ gatewayId, view, reading }: PartProps & { reading: Reading<Overview> }) {
  const info = useRequest('app.info', {});
  const running = useOperations(gatewayId).filter((operation) => operation.status === 'running');
  // Ages of hours and days; the panel of running work counts seconds by itself.
  const now = useNow(running.length > 0 ? 1_000 : 30_000);
  const { data: overview, error, loading, refresh } = reading;
  const tryAgain = (
    <Button size="sm" icon="refresh" onClick={refresh}>
      {COMMON.actions.tryAgain}
    </Button>
  );
  if (overview === undefined) {
    if (error !== null) return <ErrorCallout error={error} actions={tryAgain} />;
    return loading ? <OverviewSkeleton /> : null;
  }
  const problem = error ?? overview.dataStore.error;
  const ids = new Set(running.map((operation) => operation.id));
  const recent = [...running, ...overview.recent.filter((operation) => !ids.has(operation.id))];
  const hasSecret =
    view !== undefined &&
    (view.hasDataStorePassword ||
      view.hasNodePassword ||
      view.hasDataStoreApiKey ||
      view.hasClientKeyPassphrase);
  const atRisk = hasSecret && info.data?.secretsPersist === false;
  return (
    <>
      {problem !== null && (
        <div className={s.message}>
          <ErrorCallout error={problem} actions={tryAgain} />
        </div>
      )}
      <VerdictPanel
        gatewayId={gatewayId}
        overview={overview}
        now={now}
        action={
          asksForBackup(overview) && (
            <BackUp gatewayId={gatewayId} readOnly={view?.profile.readOnly ?? false} />
          )
        }
      />
      <div className={s.below}>
        <Columns kind="aside">
          <div className={s.column}>
            <StripPanel overview={overview} />
            <RecentPanel gatewayId={gatewayId} operations={recent.slice(0, RECENT)} now={now} />
          </div>
          <div className={s.column}>
            <RunningPanel operations={running} />
            <TodoPanel gatewayId={gatewayId} todos={todosOf(overview, atRisk)} />
          </div>
        </Columns>
      </div>
    </>
  );
}

function StripPanel({ overview }: { overview: Overview }) {
  const { strip, readings } = overview;
  const unread = unreadOf(readings);
  // Without an answer each day would look like one without a backup.
  if (!isListRead(overview) || isNothingRead(readings)) {
    return (
      <Panel title={OVERVIEW.strip.title}>
        <Text tone="secondary">
          {isListRead(overview) ? OVERVIEW.strip.unread(COMMON.list(unread)) : OVERVIEW.strip.unknown}
        </Text>
      </Panel>
    );
  }
  const legend = LEGEND.map((state) => ({ state, label: OVERVIEW.strip.cells[state] }));
  return (
    <Panel flush title={OVERVIEW.strip.title} right={<DayLegend items={legend} />}>
      <div className={s.strip}>
        <DayStrip
          rows={rowsOf(strip, unread.length === 0)}
          dates={datesOf(strip)}
          summary={summaryOf(strip, unread)}
        />
      </div>
    </Panel>
  );
}
