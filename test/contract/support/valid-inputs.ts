import type { RequestInput, RequestName } from '#shared/ipc/contract.ts';
import type { GatewayDraft, GatewaySecrets } from '#shared/model/gateway.ts';

const draft: Required<GatewayDraft> = {
  name: 'Production',
  tenant: 'default',
  release: '10.15',
  dataStore: {
    addresses: ['https://127.0.0.1:9240'],
    username: 'elastic',
    signIn: 'password',
    tls: {
      trust: { kind: 'ca', file: '/etc/ssl/data-store-ca.pem', checkHost: false },
      clientCertificate: { certificate: '/etc/ssl/client.pem', key: '/etc/ssl/client.key' },
    },
  },
  nodes: [{ id: 'n1', name: 'gw1', address: 'http://127.0.0.1:5555' }],
  nodeUsername: 'Administrator',
  nodeTrust: { kind: 'pin', fingerprints: [Array(32).fill('AB').join(':')] },
  autostart: true,
  readOnly: false,
};
const secrets: Required<GatewaySecrets> = {
  dataStorePassword: 'correct horse',
  nodePassword: 'battery',
  dataStoreApiKey: 'id:staple',
  clientKeyPassphrase: 'pass phrase',
};
const gateway = { gatewayId: 'g1' };
const backup = { ...gateway, repository: 'default', name: 'nightly' };

/** One input with every field for each request; a request without one does not compile. */
export const VALID_INPUTS: { [Name in RequestName]: RequestInput<Name> } = {
  'app.info': {},
  'gateways.list': {},
  'gateways.test': { draft, secrets, gatewayId: 'g1' },
  'gateways.add': { draft, secrets },
  'gateways.update': { ...gateway, draft, secrets },
  'gateways.remove': gateway,
  'gateways.status': gateway,
  'overview.get': gateway,
  'repositories.list': gateway,
  'repositories.verify': { ...gateway, name: 'default' },
  'repositories.setReadOnly': { ...gateway, name: 'default', readOnly: true },
  'repositories.remove': { ...gateway, name: 'default' },
  'repositories.cleanUp': { ...gateway, name: 'default' },
  'repositories.register': { ...gateway, name: 'default', location: '/backup/default' },
  'backups.list': gateway,
  'backups.detail': backup,
  'backups.choices': gateway,
  'backups.checkName': backup,
  'backups.create': {
    ...gateway,
    backup: {
      repository: 'default',
      name: 'nightly',
      selection: { kind: 'scopes', scopes: ['assets', 'log'] },
      reason: 'before the fix pack',
      quiesce: true,
    },
  },
  'backups.delete': { ...gateway, backups: [{ repository: 'default', name: 'nightly' }] },
  'restore.plan': {
    ...backup,
    choices: {
      mode: { kind: 'tenant', source: 'development' },
      selection: { kind: 'scopes', scopes: ['assets', 'log'] },
      fixes: { gateway_default_apis: 'leave-out' },
      safetyBackup: true,
      globalState: true,
    },
  },
  'restore.start': {
    planId: 'p1',
    tenant: 'default',
    reason: 'wrong policy',
    withoutSafety: 'without a way back',
    otherRelease: '10.11',
    globalState: 'replace cluster settings',
  },
  'restore.status': backup,
  'indices.openAll': gateway,
  'operations.list': gateway,
  'operations.get': { operationId: 'o1' },
  'operations.cancel': { operationId: 'o1' },
  'journals.list': {},
  'journals.resolve': { journalId: 'j1', action: 'roll-back' },
  'restart.pending': gateway,
  'restart.start': { ...gateway, nodeIds: ['n1', 'n2'] },
  'restart.tickOff': { ...gateway, nodeId: 'n1' },
  'restart.request': gateway,
  'calls.list': gateway,
};
