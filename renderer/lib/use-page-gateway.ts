import { useParams } from '@tanstack/react-router';
import type { GatewayView } from '#shared/model/gateway.ts';
import { useRequest } from '../api/hooks.ts';

export interface PageGateway {
  id: string;
  /** Undefined until the list of gateways was read. */
  profile: GatewayView['profile'] | undefined;
  readOnly: boolean;
}

/** The gateway that the address names. */
export function usePageGateway(): PageGateway {
  const { gatewayId: id = '' } = useParams({ strict: false });
  const gateways = useRequest('gateways.list', {});
  const profile = gateways.data?.find((one) => one.profile.id === id)?.profile;
  return { id, profile, readOnly: profile?.readOnly ?? false };
}
