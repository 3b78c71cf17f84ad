import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import type { GatewayView } from '#shared/model/gateway.ts';
import { useRequest } from '../../api/hooks.ts';
import { formatCount } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import { APP } from '../../strings/app.ts';
import { HELP } from '../../strings/help.ts';
import {
  GatewaySwitcher,
  NavItem,
  NavOperation,
  NavRule,
  type RenderLink,
  StateMark,
} from '../../ui/index.ts';
import type { NavCard } from '../nav-card.ts';
import { knownHealth } from './known-health.ts';
import { useBackupCount, useNavCard } from './use-frame.ts';

const text = APP.nav;
const AGE_MS = 10_000;

export interface NavigationProps {
  view: GatewayView | null;
  all: readonly GatewayView[];
  loading: boolean;
}

/** The gateway in view, its pages, and the pages of the program. */
export function Navigation({ view, all, loading }: NavigationProps) {
  const { pathname } = useLocation();
  const count = useBackupCount(view?.profile.id ?? null);
  const gatewayId = view?.profile.id ?? null;
  // A restore starts at a backup, a restart is work: both belong to a page of the navigation.
  const within = (...parts: readonly string[]): boolean =>
    parts.some((part) => pathname.startsWith(`/g/${gatewayId ?? ''}/${part}`));
  const off = gatewayId === null ? { disabledReason: text.noGateway } : {};
  const to = (page: 'overview' | 'backups' | 'repositories' | 'activity'): RenderLink =>
    function linkTo(parts) {
      return <Link to={`/g/$gatewayId/${page}`} params={{ gatewayId: gatewayId ?? '' }} {...parts} />;
    };
  return (
    <>
      <Switcher view={view} all={all} loading={loading} />
      <NavItem
        icon="overview"
        label={text.overview}
        active={within('overview')}
        renderLink={to('overview')}
        {...off}
      />
      <NavItem
        icon="backups"
        label={text.backups}
        active={within('backups', 'restore/')}
        renderLink={to('backups')}
        {...(count === null ? {} : { count: formatCount(count) })}
        {...off}
      />
      <NavItem
        icon="repository"
        label={text.repositories}
        active={within('repositories')}
        renderLink={to('repositories')}
        {...off}
      />
      <NavItem
        icon="activity"
        label={text.activity}
        active={within('activity', 'restart') || pathname === '/activity'}
        renderLink={gatewayId === null ? (parts) => <Link to="/activity" {...parts} /> : to('activity')}
      />
      <NavRule />
      <NavItem
        icon="server"
        label={text.gateways}
        active={pathname.startsWith('/gateways')}
        renderLink={(parts) => <Link to="/gateways" {...parts} />}
      />
      <NavItem
        icon="settings"
        label={text.settings}
        active={pathname === '/settings'}
        renderLink={(parts) => <Link to="/settings" {...parts} />}
      />
      <NavItem
        icon="help"
        label={HELP.title}
        active={pathname.startsWith('/help')}
        renderLink={(parts) => <Link to="/help" {...parts} />}
      />
    </>
  );
}

function Switcher({ view, all, loading }: NavigationProps) {
  const navigate = useNavigate();
  const label = APP.switcher;
  const noteOf = ({ profile }: GatewayView): string => label.detail(profile.tenant, profile.release);
  const empty = loading ? { name: '', note: '' } : { name: label.none, note: label.firstStart };
  return (
    <GatewaySwitcher
      label={label.label}
      name={view === null ? empty.name : view.profile.name}
      note={view === null ? empty.note : noteOf(view)}
      gateways={all.map((one) => ({
        key: one.profile.id,
        name: one.profile.name,
        note: noteOf(one),
        mark: <Health gatewayId={one.profile.id} />,
      }))}
      currentKey={view?.profile.id ?? null}
      onChange={(gatewayId) => void navigate({ to: '/g/$gatewayId/overview', params: { gatewayId } })}
      addLabel={label.add}
      onAdd={() => void navigate({ to: '/gateways/add' })}
    />
  );
}

/** What was last read of a data store. It is drawn while the list is open, and asks for nothing. */
function Health({ gatewayId }: { gatewayId: string }) {
  const { data } = useRequest('gateways.status', { gatewayId }, { enabled: false });
  const { tone, word } = knownHealth(data, useNow(AGE_MS));
  return <StateMark tone={tone}>{word}</StateMark>;
}

/** The card at the foot of the navigation. */
export function NavigationCard({ gatewayId }: { gatewayId: string | null }) {
  const card = useNavCard(gatewayId);
  if (card === null) return null;
  return (
    <NavOperation
      title={card.title}
      text={card.note}
      value={card.part}
      tone={card.kind === 'restart' ? 'warn' : 'run'}
      renderLink={linkOf(card)}
      {...(card.value === '' ? {} : { amount: card.value })}
    />
  );
}

function linkOf(card: NavCard): RenderLink {
  if (card.kind === 'restart') {
    const params = { gatewayId: card.gatewayId };
    return (parts) => <Link to="/g/$gatewayId/restart" params={params} {...parts} />;
  }
  const params = { gatewayId: card.operation.gatewayId, operationId: card.operation.id };
  return (parts) => <Link to="/g/$gatewayId/activity/$operationId" params={params} {...parts} />;
}
