import { isDeepStrictEqual } from 'node:util';
import type { GatewayProfile } from '#shared/model/gateway.ts';

type Part = readonly [string, (profile: GatewayProfile) => unknown];

const PARTS: readonly Part[] = [
  ['Name', ({ name }) => name],
  ['Tenant', ({ tenant }) => tenant],
  ['Release', ({ release }) => release],
  ['Addresses of the data store', ({ dataStore }) => dataStore.addresses.join(', ')],
  ['User of the data store', ({ dataStore }) => dataStore.username],
  ['Sign-in to the data store', ({ dataStore }) => dataStore.signIn],
  ['Certificates of the data store', ({ dataStore }) => dataStore.tls],
  ['Nodes', ({ nodes }) => nodes.map(({ name, address }) => `${name} ${address}`).join(', ')],
  ['How nodes are reached', ({ nodes }) => nodes.map(({ reach }) => reach)],
  ['User of the nodes', ({ nodeUsername }) => nodeUsername],
  ['Certificates of the nodes', ({ nodeTrust }) => nodeTrust],
  ['Starts its data store itself', ({ autostart }) => (autostart ? 'yes' : 'no')],
  ['Read-only', ({ readOnly }) => (readOnly ? 'yes' : 'no')],
  ['Installation', ({ installation }) => installation?.folder],
];

/** What differs between two states of a gateway, a line each, for the history. A profile holds no secret. */
export function gatewayDifferences(before: GatewayProfile, after: GatewayProfile): string[] {
  return PARTS.flatMap(([word, valueOf]) => {
    const [old, now] = [valueOf(before), valueOf(after)];
    if (isDeepStrictEqual(old, now)) return [];
    return [
      isWords(old) && isWords(now) ? `${word}: ${wordsOf(old)} -> ${wordsOf(now)}` : `${word}: changed`,
    ];
  });
}

const isWords = (value: unknown): value is string | undefined =>
  value === undefined || typeof value === 'string';
const wordsOf = (value: string | undefined): string => (value === undefined || value === '' ? 'none' : value);
