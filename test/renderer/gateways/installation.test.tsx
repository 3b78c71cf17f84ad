import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import type { InstallationReview } from '#shared/model/installation.ts';
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
