import { never } from '#shared/errors/never.ts';
import type { GatewayDraft, GatewaySecrets } from '#shared/model/gateway.ts';
import { signInOf } from '#shared/rules/sign-in.ts';
import type { StoreAddress } from '../elasticsearch/transport.ts';
import type { TlsChoice } from '../tls/material.ts';

export type StoreSecrets = Pick<
  GatewaySecrets,
  'dataStorePassword' | 'dataStoreApiKey' | 'clientKeyPassphrase'
>;

/** How a data store is reached: of the secrets only those that its way of signing in needs. */
export function storeAccess(
  dataStore: GatewayDraft['dataStore'],
  secrets: StoreSecrets,
): StoreAddress & { tls: TlsChoice } {
  const { addresses, username } = dataStore;
  const tls = tlsChoiceOf(dataStore, secrets);
  const signIn = signInOf(dataStore);
  switch (signIn) {
    case 'none':
      return { addresses, tls };
    case 'password':
      return { addresses, tls, username, password: secrets.dataStorePassword };
    case 'api-key':
      return { addresses, tls, apiKey: secrets.dataStoreApiKey ?? '' };
    default:
      return never(signIn);
  }
}

function tlsChoiceOf(
  { tls }: GatewayDraft['dataStore'],
  { clientKeyPassphrase: passphrase }: StoreSecrets,
): TlsChoice {
  return {
    trust: tls?.trust ?? { kind: 'system' },
    clientCertificate:
      tls?.clientCertificate === undefined ? undefined : { ...tls.clientCertificate, passphrase },
  };
}
