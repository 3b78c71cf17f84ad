import type { GatewayProfile } from '#shared/model/gateway.ts';
import { Refusal } from './refusal.ts';

/** Names a gateway for every command that is not told one. */
export const ENVIRONMENT = 'GATEWAY_VAULT_GATEWAY';

/** Which of the saved gateways is meant; what is left out fits all of them. */
export interface Choice {
  name?: string | undefined;
  tenant?: string | undefined;
  /** Decides among several that fit. */
  addresses?: readonly string[];
  /** The file in which the tenant was found. */
  file?: string;
}

/** The one gateway that fits. Throws a Refusal that names the others. */
export function chosen(
  all: readonly GatewayProfile[],
  folder: string,
  { name, tenant, addresses = [], file }: Choice,
): GatewayProfile {
  if (all.length === 0)
    throw new Refusal(
      `No gateway is saved in ${folder}. Add one in the desktop program or with: gateway-vault gateway add.`,
    );
  const named = all
    .filter((one) => name === undefined || one.id === name || one.name.toLowerCase() === name.toLowerCase())
    .filter((one) => tenant === undefined || one.tenant === tenant);
  const there = named.filter(({ dataStore }) => dataStore.addresses.some((one) => addresses.includes(one)));
  const [only, other] = there.length === 1 ? there : named;
  const saved = all.map((one) => `${one.name} (tenant ${one.tenant})`).join(', ');
  if (only === undefined) {
    const found = file === undefined ? '' : `, as in ${file}`;
    const wanted = [name, tenant === undefined ? undefined : `tenant ${tenant}${found}`].filter(
      (one) => one !== undefined,
    );
    throw new Refusal(`No saved gateway is ${wanted.join(', ')}. Saved: ${saved}.`);
  }
  if (other !== undefined)
    throw new Refusal(
      `Several saved gateways fit: ${saved}. ${ENVIRONMENT} or gateway-vault --gateway names the one.`,
    );
  return only;
}
