import type { Random } from '../random.ts';
import { AREAS, HOST, NOUNS } from './words.ts';

type Source = Record<string, unknown>;

const FIRST_EVENT = Date.UTC(2026, 0, 1);

/** The source of one runtime event; fields like those of the real ones, every value invented. */
export function eventSource(type: string, random: Random, at: number, tenant: string): Source {
  const base = {
    eventType: type,
    apiId: random.uuid(),
    apiName: `${random.pick(AREAS)} ${random.pick(NOUNS)}`,
    apiVersion: '1.0',
    creationDate: FIRST_EVENT + at * 1_000 + random.below(1_000),
    tenantId: tenant,
    sourceGateway: 'APIGateway',
    sourceGatewayNode: `node${1 + random.below(2)}`,
  };
  if (type !== 'transactionalevents')
    return { ...base, description: `${type} sample`, value: random.below(1_000) };
  const gatewayTime = 1 + random.below(40);
  const providerTime = 5 + random.below(400);
  const isGood = random.below(20) > 0;
  return {
    ...base,
    applicationId: random.uuid(),
    applicationName: `${random.pick(NOUNS)}App`,
    applicationIp: `192.0.2.${1 + random.below(250)}`,
    correlationID: random.hex(32),
    httpMethod: random.pick(['GET', 'GET', 'POST', 'PUT']),
    operationName: '/items',
    responseCode: isGood ? '200' : '502',
    status: isGood ? 'SUCCESS' : 'FAILURE',
    gatewayTime,
    providerTime,
    totalTime: gatewayTime + providerTime,
    totalDataSize: random.below(9_000),
    nativeURL: `https://${HOST}/items`,
    requestHeaders: { accept: 'application/json' },
    responseHeaders: { 'content-type': 'application/json' },
    sessionId: random.hex(32),
  };
}

/** The source of one audit record. */
export function auditSource(random: Random, at: number): Source {
  return {
    action: random.pick(['Create', 'Update', 'Delete', 'Login']),
    user: 'Administrator',
    status: 'Success',
    object: random.uuid(),
    objectType: random.pick(['API', 'Application', 'Policy']),
    message: `${random.pick(NOUNS)} changed`,
    clientIPAddress: `192.0.2.${1 + random.below(250)}`,
    creationDate: FIRST_EVENT + at * 60_000,
  };
}
