import { Outlet } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useEngineEvents, useRequest } from '../../api/hooks.ts';
import { APP } from '../../strings/app.ts';
import { AppFrame, NavUser } from '../../ui/index.ts';
import { useCurrentGateway } from '../use-current-gateway.ts';
import { useKeys } from '../use-keys.ts';
import { useShownPlaces } from '../use-shown-places.ts';
import { CallsDrawer } from './calls-drawer.tsx';
import { HelpDialog } from './help-dialog.tsx';
import s from './layout.module.css';
import { Navigation, NavigationCard } from './navigation.tsx';
import { Notices } from './notices.tsx';
import { StoreFooter } from './store-footer.tsx';

/** The frame around every page. The engine's events enter here, once. */
export function Layout() {
  useEngineEvents();
  useShownPlaces();
  const { view, all, loading } = useCurrentGateway();
  const gatewayId = view?.profile.id ?? null;
  const info = useRequest('app.info', {});
  const [help, setHelp] = useState(false);
  const [calls, setCalls] = useState(false);
  useKeys(
    gatewayId,
    useCallback(() => setHelp(true), []),
  );
  return (
    <AppFrame
      navLabel={APP.nav.label}
      brand={APP.name}
      nav={<Navigation view={view} all={all} loading={loading} />}
      navFoot={
        <>
          <NavigationCard gatewayId={gatewayId} />
          <NavUser name={info.data?.user ?? ''} helpLabel={APP.nav.help} onHelp={() => setHelp(true)} />
        </>
      }
      footer={<StoreFooter gatewayId={gatewayId} onCalls={() => setCalls(!calls)} />}
    >
      <div className={s.page}>
        <Notices view={view} />
        <Outlet />
        {calls && gatewayId !== null && <CallsDrawer gatewayId={gatewayId} onClose={() => setCalls(false)} />}
      </div>
      <HelpDialog opened={help} onClose={() => setHelp(false)} />
    </AppFrame>
  );
}
