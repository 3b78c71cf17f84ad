import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { GatewayView } from '#shared/model/gateway.ts';
import { SettingsPage } from '../../../renderer/app/later-pages.ts';
import { renderApp } from '../support/render.tsx';
import { sampleGateway } from '../support/samples.ts';

afterEach(() => vi.restoreAllMocks());

describe('the start', () => {
  it('leads to the overview of the gateway', async () => {
    const { router } = renderApp('/');
    await waitFor(() => expect(router.state.location.pathname).toBe('/g/gw-1/overview'));
  });

  it('takes nobody away who has gone elsewhere before the gateways were there', async () => {
    let answerList: (list: GatewayView[]) => void = () => undefined;
    let fetchPage: () => void = () => undefined;
    const fetched = new Promise<void>((resolve) => (fetchPage = resolve));
    vi.spyOn(SettingsPage as { preload: () => Promise<void> }, 'preload').mockReturnValue(fetched);
    const { router, bridge } = renderApp('/', {
      'gateways.list': () => new Promise<GatewayView[]>((resolve) => (answerList = resolve)),
    });
    await waitFor(() => expect(bridge.inputs('gateways.list')).toHaveLength(1));
    act(() => void router.navigate({ to: '/settings' }));
    act(() => answerList([sampleGateway()]));
    await screen.findByText('Production EU');
    act(() => fetchPage());
    expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toBeTruthy();
    expect(router.state.location.pathname).toBe('/settings');
  });
});
