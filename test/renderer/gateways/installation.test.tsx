import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import type { InstallationReading, InstallationReview } from '#shared/model/installation.ts';
import { GATEWAY_TRUST } from '../../../renderer/strings/gateway-trust.ts';
import { type Answers, refuse } from '../support/fake-bridge.ts';
import { renderApp } from '../support/render.tsx';
import { sampleGateway } from '../support/samples.ts';

const CONFIG =
  'IntegrationServer/instances/default/packages/WmAPIGateway/config/resources/elasticsearch/config.properties';

const review = (changes: Partial<InstallationReview> = {}): InstallationReview => ({
  folder: '/opt/softwareag',
  instance: 'default',
  instances: ['default'],
  release: { value: '10.11', file: 'IntegrationServer/instances/default/packages/WmAPIGateway/manifest.v3' },
  tenant: { value: 'emea', file: CONFIG },
  addresses: { value: ['https://apigw-eu-a:9240', 'https://apigw-eu-b:9240'], file: CONFIG },
  tls: { value: true, file: CONFIG },
  truststore: null,
  username: { value: 'gateway', file: CONFIG },
  password: { value: 'found', file: CONFIG },
  passwordHandle: 'handle-1',
  autostart: { value: false, file: CONFIG },
  store: {
    folder: 'InternalDataStore',
    configFile: 'InternalDataStore/config/elasticsearch.yml',
    pathRepo: ['/mnt/apigw-backup'],
    httpPort: 9240,
    nodeName: 'apigw-eu-a1',
  },
  scripts: [{ job: 'restart-gateway', file: 'profiles/IS_default/bin/restart.sh' }],
  notes: [{ file: 'EventDataStore/config/elasticsearch.yml', text: 'Not used: InternalDataStore is.' }],
  ...changes,
});
const good = { checks: [], tookMs: 10, usable: true };

async function open(answers: Answers = {}, path = '/gateways/add') {
  const opened = renderApp(path, { 'installation.read': review(), 'gateways.test': good, ...answers });
  const folder = await screen.findByLabelText('Folder of the installation');
  const read = async (): Promise<void> => {
    await opened.user.clear(folder);
    await opened.user.type(folder, '/opt/softwareag');
    await opened.user.click(screen.getByRole('button', { name: 'Read' }));
  };
  return { ...opened, read };
}
const rowOf = (name: string) => within(screen.getByRole('rowheader', { name }).closest('tr')!);
const value = (label: string): string => screen.getByLabelText<HTMLInputElement>(label).value;

describe('reading an installation', () => {
  it('shows each value with the file that it comes from, and what is worth knowing', async () => {
    const { read, bridge } = await open();
    await read();
    expect(await screen.findByText('9 values from 4 files')).toBeDefined();
    expect(bridge.inputs('installation.read')).toEqual([{ folder: '/opt/softwareag' }]);
    expect(rowOf('Release').getByText('API Gateway 10.11')).toBeDefined();
    expect(rowOf('Release').getByText('manifest.v3')).toBeDefined();
    expect(rowOf('Data store').getByText('https://apigw-eu-b:9240')).toBeDefined();
    expect(rowOf('Data store').getByTitle(CONFIG)).toBeDefined();
    expect(rowOf('Password').getByText(/goes into the vault/)).toBeDefined();
    expect(rowOf('Backup folder').getByText('elasticsearch.yml')).toBeDefined();
    expect(rowOf('Truststore').getByText('In no file')).toBeDefined();
    expect(rowOf('Restart script').getByText('restart.sh')).toBeDefined();
    expect(screen.getByText(/Not used: InternalDataStore is/)).toBeDefined();
    expect(value('Tenant')).toBe('default');
  });

  it('fills the form only when told to, and the gateway is added with the handle of its password', async () => {
    const { read, bridge, user } = await open({ 'gateways.add': sampleGateway() });
    await read();
    await user.click(await screen.findByRole('button', { name: 'Fill in the form' }));
    expect(value('Tenant')).toBe('emea');
    expect(value('Address 2')).toBe('https://apigw-eu-b:9240');
    expect(value('User')).toBe('gateway');
    expect(screen.getByPlaceholderText('Found in the installation')).toBeDefined();
    await user.type(screen.getByLabelText('Name'), 'EMEA');
    await user.click(screen.getByRole('button', { name: 'Test' }));
    await user.click(await screen.findByRole('button', { name: 'Add gateway' }));
    expect(bridge.inputs('gateways.add')).toEqual([
      {
        draft: {
          name: 'EMEA',
          tenant: 'emea',
          release: '10.11',
          dataStore: {
            addresses: ['https://apigw-eu-a:9240', 'https://apigw-eu-b:9240'],
            username: 'gateway',
          },
          nodes: [],
          autostart: false,
          readOnly: false,
          installation: { folder: '/opt/softwareag', instance: 'default' },
        },
        secrets: { dataStorePasswordFound: 'handle-1' },
      },
    ]);
  });

  it('gives way to a password that is typed', async () => {
    const { read, bridge, user } = await open();
    await read();
    await user.click(await screen.findByRole('button', { name: 'Fill in the form' }));
    await user.type(screen.getByLabelText('Name'), 'EMEA');
    await user.type(screen.getByLabelText('Password'), 'typed');
    await user.click(screen.getByRole('button', { name: 'Test' }));
    expect(bridge.inputs('gateways.test')[0]?.secrets).toEqual({ dataStorePassword: 'typed' });
  });

  it('takes a folder that was picked, and another instance', async () => {
    const { bridge, user } = await open({
      'app.pickFolder': { folder: '/srv/apigw' },
      'installation.read': ({ instance }) =>
        review({ instances: ['default', 'zone2'], instance: instance ?? 'default' }),
    });
    await user.click(screen.getByRole('button', { name: 'Choose…' }));
    const select = await screen.findByLabelText('Instance');
    expect(value('Folder of the installation')).toBe('/srv/apigw');
    await user.click(select);
    await user.click(await screen.findByRole('option', { name: 'zone2' }));
    expect(bridge.inputs('installation.read')).toEqual([
      { folder: '/srv/apigw' },
      { folder: '/srv/apigw', instance: 'zone2' },
    ]);
  });

  it('that fails says why and fills nothing', async () => {
    const error = appError('installation-missing', { what: '/opt/softwareag' });
    const { read } = await open({ 'installation.read': refuse(error) });
    await read();
    expect(await screen.findByText(error.title)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Fill in the form' })).toBeNull();
  });

  it('can be remembered for a gateway that is saved, without changing anything else', async () => {
    const saved = sampleGateway();
    const { read, bridge, user } = await open(
      { 'gateways.list': [saved], 'gateways.update': saved },
      '/gateways/gw-1/edit',
    );
    await read();
    await user.click(await screen.findByRole('button', { name: 'Remember the folder only' }));
    expect(screen.getByText('Saved with the gateway: /opt/softwareag')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    const { id: _, createdAt: __, ...draft } = saved.profile;
    expect(bridge.inputs('gateways.update')).toEqual([
      {
        gatewayId: 'gw-1',
        draft: { ...draft, installation: { folder: '/opt/softwareag', instance: 'default' } },
        secrets: {},
      },
    ]);
  });
});

const hostKey = { type: 'ssh-ed25519', sha256: `SHA256:${'a'.repeat(43)}` };
const told = (changes: Partial<InstallationReading> = {}): InstallationReading => ({
  hostKey,
  trust: 'pinned',
  review: review(),
  error: null,
  ...changes,
});
const target = { host: 'apigw-eu-a', port: 22, user: 'sag', signIn: { kind: 'agent' } };

describe('reading an installation over SSH', () => {
  const openSsh = async (answers: Answers, path?: string) => {
    const opened = await open(answers, path);
    await opened.user.click(screen.getByRole('radio', { name: 'On a host, over SSH' }));
    return opened;
  };
  const fill = async ({ user }: Pick<Awaited<ReturnType<typeof open>>, 'user'>): Promise<void> => {
    await user.type(screen.getByLabelText('SSH host'), 'apigw-eu-a');
    await user.type(screen.getByLabelText('SSH user'), 'sag');
    await user.type(screen.getByLabelText('Folder of the installation'), '/opt/softwareag');
  };

  it('shows the key of the host first, and reads once it is confirmed', async () => {
    const fresh = told({ trust: 'new', review: null, error: appError('host-key-unknown') });
    const opened = await openSsh({
      'installation.readOver': ({ target: asked }) => (asked.hostKey === undefined ? fresh : told()),
    });
    const { user, bridge } = opened;
    await fill(opened);
    await user.click(screen.getByRole('button', { name: 'Read' }));
    expect(await screen.findByText(`ssh-ed25519 ${hostKey.sha256}`)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Fill in the form' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Confirm this key' }));
    expect(await screen.findByText('9 values from 4 files')).toBeDefined();
    expect(bridge.inputs('installation.readOver')).toEqual([
      { target, folder: '/opt/softwareag' },
      { target: { ...target, hostKey }, folder: '/opt/softwareag' },
    ]);
    expect(bridge.inputs('installation.read')).toEqual([]);
  });

  it('warns of a host that is known by a key of another type', async () => {
    const error = appError('host-key-unknown', { detail: 'It shows A; known_hosts knows it by B.' });
    const opened = await openSsh({
      'installation.readOver': told({ trust: 'new-type', review: null, error }),
    });
    await fill(opened);
    await opened.user.click(screen.getByRole('button', { name: 'Read' }));
    expect(
      await screen.findByText('The host is known by a key of another type, which it did not show'),
    ).toBeDefined();
    expect(screen.getByText(/known_hosts knows it by B/)).toBeDefined();
  });

  it('fills the form, remembers the host, and makes it a node that is restarted there', async () => {
    const opened = await openSsh({ 'installation.readOver': told(), 'gateways.add': sampleGateway() });
    const { user, bridge } = opened;
    await fill(opened);
    await user.click(screen.getByLabelText('SSH sign-in'));
    await user.click(await screen.findByRole('option', { name: 'Key file' }));
    bridge.answer({ 'app.pickFile': { file: '/home/admin/.ssh/id' } });
    await user.click(screen.getByRole('button', { name: 'Choose a file for Key file' }));
    expect(value('Key file')).toBe('/home/admin/.ssh/id');
    expect(bridge.inputs('app.pickFile')).toEqual([{ kind: 'ssh-key' }]);
    await user.type(screen.getByLabelText('Passphrase'), 'secret-9');
    await user.click(screen.getByRole('button', { name: 'Read' }));
    await user.click(await screen.findByRole('button', { name: 'Fill in the form' }));
    expect(screen.getByText('Saved with the gateway: /opt/softwareag on apigw-eu-a')).toBeDefined();
    await user.type(screen.getByLabelText('Name'), 'EMEA');
    await user.click(screen.getByRole('button', { name: 'Test' }));
    await user.click(await screen.findByRole('button', { name: 'Add gateway' }));
    const [added] = bridge.inputs('gateways.add');
    const over = { ...target, signIn: { kind: 'key-file', file: '/home/admin/.ssh/id' } };
    expect(added?.draft.installation).toEqual({
      folder: '/opt/softwareag',
      instance: 'default',
      target: over,
    });
    const [node] = added!.draft.nodes;
    expect(node).toMatchObject({
      name: 'apigw-eu-a',
      address: 'http://apigw-eu-a:5555',
      reach: { kind: 'ssh', target: over, installation: { folder: '/opt/softwareag', instance: 'default' } },
    });
    expect(added?.secrets.keyPassphrases).toEqual([
      { nodeId: node!.id, passphrase: 'secret-9' },
      { nodeId: 'installation', passphrase: 'secret-9' },
    ]);
    expect(JSON.stringify(added?.draft)).not.toContain('secret-9');
  });

  it('asks for nothing before host, user and folder are valid, and says what is wrong', async () => {
    const { user, bridge } = await openSsh({});
    await user.type(screen.getByLabelText('SSH host'), '-oProxyCommand=x');
    await user.type(screen.getByLabelText('Folder of the installation'), '/opt/$(id)');
    await user.click(screen.getByRole('button', { name: 'Read' }));
    expect(screen.getByText('A host name or an IP address')).toBeDefined();
    expect(screen.getByText(/^An absolute path of letters/)).toBeDefined();
    expect(bridge.inputs('installation.readOver')).toEqual([]);
  });

  it('uses the passphrase that is kept for a saved installation', async () => {
    const view = sampleGateway();
    const keyFile = { ...target, signIn: { kind: 'key-file' as const, file: '~/.ssh/id' }, hostKey };
    const installation = { folder: '/opt/softwareag', instance: 'default', target: keyFile };
    const saved = {
      ...view,
      profile: { ...view.profile, installation },
      keyPassphraseNodes: ['installation'],
    };
    const { user, bridge } = await open(
      { 'gateways.list': [saved], 'installation.readOver': told() },
      `/gateways/${view.profile.id}/edit`,
    );
    expect(screen.getByLabelText<HTMLInputElement>('Passphrase').placeholder).toBe('Saved; empty keeps it');
    await user.click(screen.getByRole('button', { name: 'Read' }));
    await screen.findByText('9 values from 4 files');
    expect(bridge.inputs('installation.readOver')).toEqual([
      {
        target: keyFile,
        folder: '/opt/softwareag',
        saved: { gatewayId: view.profile.id, nodeId: 'installation' },
      },
    ]);
  });
});

describe('files of certificates', () => {
  it('are picked in the dialog of the system; the page gets no more than the path', async () => {
    const { user, bridge } = await open({ 'app.pickFile': { file: '/etc/ssl/ca.pem' } });
    await user.type(screen.getByLabelText('Address'), 'https://apigw-eu-a:9240');
    await user.click(screen.getByRole('radio', { name: GATEWAY_TRUST.kinds.ca }));
    await user.click(screen.getByRole('button', { name: `Choose a file for ${GATEWAY_TRUST.store.file}` }));
    const file = (): string =>
      screen.getByRole<HTMLInputElement>('textbox', { name: GATEWAY_TRUST.store.file }).value;
    expect(file()).toBe('/etc/ssl/ca.pem');
    bridge.answer({ 'app.pickFile': { file: null } });
    await user.click(screen.getByRole('button', { name: `Choose a file for ${GATEWAY_TRUST.store.file}` }));
    expect(file()).toBe('/etc/ssl/ca.pem');
    await user.click(screen.getByRole('switch', { name: new RegExp(GATEWAY_TRUST.client) }));
    bridge.answer({ 'app.pickFile': { file: '/etc/ssl/client' } });
    for (const label of [GATEWAY_TRUST.clientFile, GATEWAY_TRUST.clientKey]) {
      await user.click(screen.getByRole('button', { name: `Choose a file for ${label}` }));
      expect(value(label)).toBe('/etc/ssl/client');
    }
    expect(bridge.inputs('app.pickFile').map(({ kind }) => kind)).toEqual([
      'authority',
      'authority',
      'certificate',
      'certificate-key',
    ]);
  });
});
