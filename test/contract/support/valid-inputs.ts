import type { RequestInput, RequestName } from '#shared/ipc/contract.ts';
import type { GatewayDraft, GatewaySecrets } from '#shared/model/gateway.ts';
import type { NodeReach, SshTarget } from '#shared/model/reach.ts';
import type { RepositoryDraft } from '#shared/model/repository-place.ts';

const target: SshTarget = {
  host: 'apigw-eu-a',
  port: 22,
  user: 'sag',
  signIn: { kind: 'key-file', file: '~/.ssh/id_ed25519' },
  hostKey: { type: 'ssh-ed25519', sha256: `SHA256:${'a'.repeat(43)}` },
};
const reach: NodeReach = {
  kind: 'ssh',
  target,
  installation: { folder: '/opt/softwareag', instance: 'default' },
};
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
  nodes: [{ id: 'n1', name: 'gw1', address: 'http://127.0.0.1:5555', reach }],
  nodeUsername: 'Administrator',
  nodeTrust: { kind: 'pin', fingerprints: [Array(32).fill('AB').join(':')] },
  autostart: true,
  readOnly: false,
  installation: { folder: '/opt/softwareag', instance: 'default', target },
};
const secrets: Required<GatewaySecrets> = {
  dataStorePassword: 'correct horse',
  nodePassword: 'battery',
  dataStorePasswordFound: 'h1',
  dataStoreApiKey: 'id:staple',
  clientKeyPassphrase: 'pass phrase',
  keyPassphrases: [{ nodeId: 'n1', passphrase: 'key phrase' }],
};
const gateway = { gatewayId: 'g1' };
const backup = { ...gateway, repository: 'default', name: 'nightly' };

const repository: Required<RepositoryDraft> = {
  ...gateway,
  name: 'archive',
  place: {
    kind: 's3',
    bucket: 'apigw-backup',
    basePath: 'prod/default',
    region: 'eu-central-1',
    endpoint: '',
    protocol: 'https',
    pathStyle: false,
    client: 'default',
    encrypted: true,
  },
  keys: { from: 'typed', accessKey: 'AKIA0001', secretKey: 'staple' },
};

/** One input with every field for each request; a request without one does not compile. */
export const VALID_INPUTS: { [Name in RequestName]: RequestInput<Name> } = {
  'app.info': {},
  'app.pickFolder': {},
  'app.pickFile': { kind: 'ssh-key' },
  'app.openFolder': { folder: 'logs' },
  'app.licences': {},
  'settings.get': {},
  'settings.set': { theme: 'dark', notifications: false },
  'diagnostics.gather': {},
  'diagnostics.file': { bundleId: 'b1', name: 'main.log' },
  'diagnostics.save': { bundleId: 'b1' },
  'installation.read': { folder: '/opt/softwareag', instance: 'default' },
  'installation.readOver': {
    target,
    folder: '/opt/softwareag',
    instance: 'default',
    passphrase: 'staple',
    saved: { ...gateway, nodeId: 'installation' },
  },
  'gateways.list': {},
  'gateways.test': { draft, secrets, gatewayId: 'g1' },
  'gateways.add': { draft, secrets },
  'gateways.update': { ...gateway, draft, secrets },
  'gateways.checkHost': { reach, passphrase: 'staple', saved: { ...gateway, nodeId: 'n1' } },
  'gateways.remove': gateway,
  'gateways.status': gateway,
  'overview.get': gateway,
  'repositories.list': gateway,
  'repositories.verify': { ...gateway, name: 'default' },
  'repositories.setReadOnly': { ...gateway, name: 'default', readOnly: true },
  'repositories.remove': { ...gateway, name: 'default' },
  'repositories.cleanUp': { ...gateway, name: 'default' },
  'repositories.register': repository,
  'repositories.edit': { ...repository, keys: { from: 'import', handle: 'h1' } },
  'repositories.calls': {
    ...gateway,
    does: 'register',
    name: 'far',
    place: { kind: 'fs', location: '/mnt/backup' },
    withKeys: false,
  },
  'repositories.form': { ...gateway, name: 'default' },
  'repositories.import': { text: 'type=s3\nbucket=apigw-backup' },
  'setup.check': { ...gateway, place: { kind: 'folder', folder: '/mnt/backup' } },
  'setup.planPathRepo': { ...gateway, node: 'node-a', folder: '/mnt/backup' },
  'setup.changePathRepo': {
    ...gateway,
    node: 'node-a',
    folder: '/mnt/backup',
    fingerprint: 'ab'.repeat(32),
  },
  'setup.lookAtPlugin': { ...gateway, node: 'node-a', file: '/home/admin/repository-s3.zip' },
  'setup.installPlugin': {
    ...gateway,
    node: 'node-a',
    zip: { file: '/home/admin/repository-s3.zip', sha256: 'ab'.repeat(32) },
  },
  'setup.addKeys': {
    ...gateway,
    node: 'node-a',
    client: 'default',
    keys: { accessKey: 'access-key', secretKey: 'secret-key' },
  },
  'backups.list': gateway,
  'backups.look': gateway,
  'backups.detail': backup,
  'backups.choices': gateway,
  'backups.checkName': backup,
  'backups.calls': {
    ...gateway,
    backup: {
      repository: 'default',
      name: 'nightly',
      selection: { kind: 'scopes', scopes: ['assets', 'log'] },
    },
  },
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
  'backups.delete': { ...gateway, backups: [{ repository: 'default', name: 'nightly' }], reason: 'too old' },
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
  'operations.history': { ...gateway, backup: { repository: 'default', name: 'nightly' } },
  'operations.export': {
    filter: {
      ...gateway,
      text: 'nightly',
      kinds: ['backup', 'edit-gateway'],
      statuses: ['failed'],
      from: 1,
      to: 2,
    },
    format: 'csv',
  },
  'journals.list': {},
  'journals.resolve': { journalId: 'j1', action: 'roll-back' },
  'restart.pending': gateway,
  'restart.start': { ...gateway, nodeIds: ['n1', 'n2'] },
  'restart.tickOff': { ...gateway, nodeId: 'n1' },
  'restart.request': gateway,
  'calls.list': gateway,
};
