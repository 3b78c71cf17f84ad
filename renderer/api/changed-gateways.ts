import { hashKey, type QueryClient, type QueryKey } from '@tanstack/react-query';
import type { GatewayView } from '#shared/model/gateway.ts';

const profilesOf = (gateways: readonly GatewayView[]): ReadonlyMap<string, string> =>
  new Map(gateways.map(({ profile }) => [profile.id, hashKey([profile])]));

/** Tells of each gateway that is no longer what it was, or gone, whoever did that. Returns what ends it. */
export function onChangedGateway(
  client: QueryClient,
  gatewaysKey: QueryKey,
  tell: (gatewayId: string) => void,
): () => void {
  const list = hashKey(gatewaysKey);
  const read = () => client.getQueryData<GatewayView[]>(gatewaysKey);
  let known = profilesOf(read() ?? []);
  return client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.queryHash !== list) return;
    const gateways = read();
    if (gateways === undefined) return;
    const before = known;
    known = profilesOf(gateways);
    for (const [id, profile] of before) if (known.get(id) !== profile) tell(id);
  });
}
