import { Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import type { GatewayView } from '#shared/model/gateway.ts';
import { useEngineEvents, useRequest } from '../../api/hooks.ts';
import { APP } from '../../strings/app.ts';
import { AppFrame, NavUser } from '../../ui/index.ts';
import { useCurrentGateway } from '../use-current-gateway.ts';
import { useKeys } from '../use-keys.ts';
import { usePageFocus } from '../use-page-focus.ts';
import { useShownPlaces } from '../use-shown-places.ts';
import { CallsDrawer } from './calls-drawer.tsx';
import { GuideDrawer } from './guide-drawer.tsx';
import { guidePageFor } from './guide-page.ts';
import { HelpDialog } from './help-dialog.tsx';
import s from './layout.module.css';
import { Navigation, NavigationCard } from './navigation.tsx';
import { Notices } from './notices.tsx';
import { StoreFooter } from './store-footer.tsx';

const ownerOf = ({ profile: { name, tenant } }: GatewayView) => ({ name, note: APP.switcher.tenant(tenant) });

/** The frame around every page. The engine's events enter here, once. */
export function Layout() {
  useEngineEvents();
  useShownPlaces();
  usePageFocus();
  const { view, ofAddress, all, loading } = useCurrentGateway();
  const gatewayId = view?.profile.id ?? null;
  const info = useRequest('app.info', {});
  const [help, setHelp] = useState(false);
  const { pathname } = useLocation();
  const guidePage = guidePageFor(pathname);
  const [drawer, setDrawer] = useState<'calls' | 'guide' | null>(null);
  const router = useRouter();
  // The help of a page goes with it, and does not come back with the next one.
  useEffect(
    () =>
      router.subscribe('onBeforeNavigate', ({ pathChanged }) => {
        if (pathChanged) setDrawer((open) => (open === 'guide' ? null : open));
      }),
    [router],
  );
  const toggle = (one: 'calls' | 'guide'): void => setDrawer(drawer === one ? null : one);
  const close = (): void => setDrawer(null);
  useKeys(
    gatewayId,
    useCallback(() => setHelp(true), []),
  );
  return (
    <AppFrame
      navLabel={APP.nav.label}
      owner={ofAddress === null ? null : ownerOf(ofAddress)}
      brand={APP.name}
      nav={<Navigation view={view} all={all} loading={loading} />}
      navFoot={
        <>
          <NavigationCard gatewayId={gatewayId} />
          <NavUser name={info.data?.user ?? ''} helpLabel={APP.nav.help} onHelp={() => setHelp(true)} />
        </>
      }
      footer={
        <StoreFooter
          gatewayId={gatewayId}
          onCalls={() => toggle('calls')}
          onHelp={guidePage === null ? undefined : () => toggle('guide')}
        />
      }
    >
      <div className={s.page}>
        <Notices view={view} />
        <Outlet />
        {drawer === 'calls' && gatewayId !== null && <CallsDrawer gatewayId={gatewayId} onClose={close} />}
        {drawer === 'guide' && guidePage !== null && <GuideDrawer page={guidePage} onClose={close} />}
      </div>
      <HelpDialog opened={help} onClose={() => setHelp(false)} />
    </AppFrame>
  );
}
