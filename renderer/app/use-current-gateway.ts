import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { GatewayView } from '#shared/model/gateway.ts';
import { useRequest } from '../api/hooks.ts';
import { lastGatewayId, rememberGateway } from './last-gateway.ts';

export interface CurrentGateway {
  /** The gateway of the address, or, on pages of no gateway, the one looked at last. */
  view: GatewayView | null;
  /** The gateway of the address; none on pages of the program. */
  ofAddress: GatewayView | null;
  all: readonly GatewayView[];
  /** True until the list was read once. */
  loading: boolean;
}

/** The one of a list to show when the address names none. What was looked at last is read only where it decides. */
export function pickGateway(all: readonly GatewayView[], last: () => string | null): GatewayView | null {
  const [first = null, second] = all;
  if (second === undefined) return first;
  const wanted = last();
  return all.find((view) => view.profile.id === wanted) ?? first;
}

export function useCurrentGateway(): CurrentGateway {
  const { gatewayId } = useParams({ strict: false });
  const list = useRequest('gateways.list', {});
  const all = list.data ?? [];
  const named = all.find((view) => view.profile.id === gatewayId);
  const shown = all.length > 1 ? named?.profile.id : undefined;
  useEffect(() => {
    if (shown !== undefined) rememberGateway(shown);
  }, [shown]);
  return {
    view: named ?? pickGateway(all, lastGatewayId),
    ofAddress: named ?? null,
    all,
    loading: list.loading,
  };
}
