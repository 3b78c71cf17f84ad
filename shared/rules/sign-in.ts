import type { GatewayDraft, SignIn } from '../model/gateway.ts';

/** How one signs in to a data store; gateways saved before this was a choice have a user or none. */
export function signInOf(dataStore: GatewayDraft['dataStore']): SignIn {
  if (dataStore.signIn !== undefined) return dataStore.signIn;
  return dataStore.username === undefined || dataStore.username === '' ? 'none' : 'password';
}
