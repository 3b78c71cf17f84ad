import type { Random } from '../random.ts';
import { AREAS, day, FIRST_NAMES, HOST, LAST_NAMES, NOUNS } from './words.ts';

type Source = Record<string, unknown>;
type Maker = (random: Random, at: number, id: string) => Source;

const api: Maker = (random, at, id) => {
  const apiName = `${random.pick(AREAS)} ${random.pick(NOUNS)} ${at + 1}`;
  const apiVersion = `${1 + random.below(3)}.${random.below(10)}`;
  const resource = `/${random.pick(NOUNS).toLowerCase()}s`;
  return {
    id,
    apiName,
    apiVersion,
    apiDescription: `Sample interface of the ${apiName} team`,
    type: random.pick(['REST', 'REST', 'REST', 'SOAP', 'GraphQL']),
    isActive: random.below(5) > 0,
    maturityState: random.pick(['Beta', 'Stable', 'Deprecated']),
    owner: 'Administrator',
    systemVersion: 1,
    creationDate: `${day(random)} 13:58:48 GMT`,
    lastModified: `${day(random)} 08:12:05 GMT`,
    tracingEnabled: false,
    policies: [random.uuid()],
    nativeEndpoint: [
      {
        passSecurityHeaders: true,
        uri: `https://${HOST}${resource}`,
        connectionTimeoutDuration: 0,
        alias: false,
      },
    ],
    apiDefinition: {
      type: 'rest',
      info: { title: apiName, version: apiVersion, description: 'Invented for tests' },
      servers: [{ url: `https://${HOST}` }],
      paths: { [resource]: { get: { operationId: 'list', responses: { 200: { description: 'OK' } } } } },
      components: { schemas: {} },
    },
    scopes: [],
    publishedPortals: [],
    gatewayEndpoints: {},
    apiGroups: [],
  };
};

const application: Maker = (random, at, id) => ({
  id,
  name: `${random.pick(NOUNS)}App${at + 1}`,
  description: 'A sample consumer',
  version: '1.0',
  owner: 'Administrator',
  creationDate: `${day(random)} 05:27:56 GMT`,
  contactEmails: [`app${at + 1}@example.com`],
  identifiers: [{ id: random.uuid(), name: 'Username', key: 'httpBasicAuth', value: [`app${at + 1}`] }],
  siteURLs: [],
  jsOrigins: [],
  authStrategyIds: [],
  consumingAPIs: [random.uuid()],
  isSuspended: false,
  accessTokens: { apiAccessKey_credentials: { apiAccessKey: random.hex(64), expired: false } },
  teams: [{ id: 'Administrators' }],
});

const policy: Maker = (random, at, id) => ({
  id,
  names: [{ value: `Default Policy for API ${at + 1}`, locale: 'English' }],
  descriptions: [{ value: 'Sample policy', locale: 'English' }],
  policyEnforcements: [
    { enforcements: [{ enforcementObjectId: random.uuid() }], stageKey: 'transport' },
    { enforcements: [{ enforcementObjectId: random.uuid() }], stageKey: 'routing' },
  ],
  policyScope: 'SERVICE',
  global: false,
  active: random.below(2) === 0,
  systemPolicy: false,
});

const policyAction: Maker = (random, _at, id) => ({
  id,
  names: [{ value: 'Sample action', locale: 'English' }],
  templateKey: random.pick(['straightThroughRouting', 'entryProtocolPolicy', 'logInvocation', 'throttle']),
  parameters: [{ templateKey: 'endpointUri', values: [`https://${HOST}/\${sys:resource_path}`] }],
  active: false,
});

const user: Maker = (random, at, id) => ({
  id,
  loginId: `user${at + 1}`,
  firstName: random.pick(FIRST_NAMES),
  lastName: random.pick(LAST_NAMES),
  active: true,
  emailAddresses: [`user${at + 1}@example.com`],
  language: 'en',
  type: 'local',
});

const named: Maker = (random, at, id) => ({
  id,
  name: `${random.pick(AREAS)}${at + 1}`,
  description: 'Invented for tests',
  owner: 'Administrator',
  value: random.hex(24),
});

const MAKERS: Partial<Record<string, Maker>> = {
  apis: api,
  applications: application,
  registeredapplications: application,
  policy,
  policyactions: policyAction,
  users: user,
  groups: (random, at, id) => ({
    id,
    name: `Group ${at + 1}`,
    description: '',
    userIds: [random.uuid()],
    systemDefined: at < 2,
  }),
  accessprofiles: (random, at, id) => ({
    id,
    name: `Profile ${at + 1}`,
    privilege: random.hex(40),
    groupIds: [],
    systemDefined: at < 2,
  }),
  aliases: (random, at, id) => ({
    id,
    name: `alias${at + 1}`,
    type: 'simple',
    owner: 'Administrator',
    value: random.hex(12),
  }),
  packages: (random, at, id) => ({
    id,
    name: `Package ${at + 1}`,
    version: '1.0',
    apiIds: [random.uuid()],
    planIds: [],
  }),
  plans: (random, at, id) => ({
    id,
    name: `Plan ${at + 1}`,
    cost: { value: random.below(50) },
    quota: { policyActions: [] },
  }),
  configurations: (random, at, id) => ({
    id,
    configId: `setting${at + 1}`,
    userName: 'Administrator',
    properties: { size: random.below(100) },
  }),
  reversemaps: (random, at, id) => ({
    id,
    path: `/gateway/${random.pick(NOUNS)}${at + 1}/1.0`,
    apiId: random.uuid(),
  }),
};

/** The source of the document number `at` of an asset type. */
export function assetSource(type: string, random: Random, at: number, id: string): Source {
  return (MAKERS[type] ?? named)(random, at, id);
}
