import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { RequestOutput } from '#shared/ipc/contract.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { type Rendered, renderApp } from '../support/render.tsx';
import { sampleGateway } from '../support/samples.ts';

const ADD = '/gateways/add';
const EDIT = '/gateways/gw-1/edit';
const TOLD = /^Entered before this page was left/;
const RETYPE = 'Not kept when the page was left: enter it again';
const good: RequestOutput<'gateways.test'> = { checks: [], tookMs: 10, usable: true };

const answers = (more: Answers = {}): Answers => ({
  'gateways.list': [sampleGateway()],
  'gateways.test': good,
  'gateways.add': sampleGateway(),
  'gateways.update': sampleGateway(),
  'gateways.remove': {},
  ...more,
});
const open = (path: string, more: Answers = {}) => renderApp(path, answers(more));
const goTo = ({ router }: Rendered, href: string) => act(() => router.navigate({ href }));
const field = (label: string) => screen.findByLabelText<HTMLInputElement>(label);
const valueOf = async (label: string) => (await field(label)).value;

async function leaveAndComeBack(opened: Rendered, path: string): Promise<void> {
  await goTo(opened, '/settings');
  await screen.findByRole('heading', { level: 1, name: 'Settings' });
  await goTo(opened, path);
}

it('what was typed to add a gateway is there again, is told so, and is taken back with one press', async () => {
  const opened = open(ADD);
  const { user } = opened;
  await user.type(await field('Name'), 'Staging');
  await user.type(await field('Address'), 'http://apigw-st:9240');
  await user.type(await field('Folder of the installation'), '/opt/softwareag');
  expect(screen.queryByText(TOLD)).toBeNull();
  await leaveAndComeBack(opened, ADD);
  expect(await valueOf('Name')).toBe('Staging');
  expect(await valueOf('Address')).toBe('http://apigw-st:9240');
  expect(await valueOf('Folder of the installation')).toBe('/opt/softwareag');
  await user.type(await field('Name'), ' EU');
  expect(screen.getByText(TOLD)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Start over' }));
  expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
  expect(await valueOf('Name')).toBe('');
  expect(await valueOf('Folder of the installation')).toBe('');
  expect(screen.queryByText(TOLD)).toBeNull();
});

it('a form that nobody typed into begins as ever', async () => {
  const opened = open(EDIT);
  await field('Name');
  await leaveAndComeBack(opened, EDIT);
  expect(await valueOf('Name')).toBe('Production EU');
  expect(screen.queryByText(TOLD)).toBeNull();
});

it('Cancel forgets it; the way back over the list does not', async () => {
  const opened = open(EDIT);
  const { user } = opened;
  const main = () => within(screen.getByRole('main'));
  await user.type(await field('Name'), ' 2');
  await user.click(main().getByRole('link', { name: 'Gateways' }));
  await user.click(await screen.findByRole('button', { name: 'Edit Production EU' }));
  expect(await valueOf('Name')).toBe('Production EU 2');
  await user.click(main().getByRole('link', { name: 'Cancel' }));
  await user.click(await screen.findByRole('button', { name: 'Edit Production EU' }));
  expect(await valueOf('Name')).toBe('Production EU');
});

it('saving forgets it', async () => {
  const opened = open(ADD);
  const { user } = opened;
  await user.type(await field('Name'), 'Staging');
  await user.type(await field('Address'), 'http://apigw-st:9240');
  await user.click(await field('Release'));
  await user.click(await screen.findByRole('option', { name: 'API Gateway 10.11' }));
  await user.click(screen.getByRole('button', { name: 'Test' }));
  const add = () => screen.getByRole('button', { name: 'Add gateway' });
  await waitFor(() => expect(add().getAttribute('aria-disabled')).toBeNull());
  await user.click(add());
  await waitFor(() => expect(opened.router.state.location.pathname).toBe('/g/gw-1/overview'));
  await goTo(opened, ADD);
  expect(await valueOf('Name')).toBe('');
});

it('a saved change forgets it, and the next visit shows what is saved', async () => {
  const opened = open(EDIT);
  const { user, bridge } = opened;
  await user.type(await field('Name'), ' 2');
  bridge.answer({ 'gateways.list': [sampleGateway({ name: 'Production EU 2' })] });
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(opened.router.state.location.pathname).toBe('/gateways'));
  await goTo(opened, EDIT);
  expect(await valueOf('Name')).toBe('Production EU 2');
  expect(screen.queryByText(TOLD)).toBeNull();
});

it('what was typed for a gateway that was changed meanwhile is dropped', async () => {
  const profile = { createdAt: 1_700_000_000_000 };
  const opened = open(EDIT, { 'gateways.list': [sampleGateway(profile)] });
  await opened.user.type(await field('Name'), ' 2');
  await goTo(opened, '/settings');
  opened.bridge.answer({ 'gateways.list': [sampleGateway({ ...profile, tenant: 'emea' })] });
  act(() => opened.bridge.push('changed', { what: 'gateways' }));
  await goTo(opened, '/gateways');
  await screen.findAllByTitle('emea');
  await goTo(opened, EDIT);
  expect(await valueOf('Name')).toBe('Production EU');
  expect(await valueOf('Tenant')).toBe('emea');
  expect(screen.queryByText(TOLD)).toBeNull();
});

it('a change from elsewhere takes nothing away from a form that is open', async () => {
  const opened = open(EDIT);
  await opened.user.type(await field('Name'), ' 2');
  opened.bridge.answer({ 'gateways.list': [sampleGateway({ name: 'Production' })] });
  act(() => opened.bridge.push('changed', { what: 'gateways' }));
  await screen.findByRole('heading', { level: 1, name: 'Edit Production' });
  expect(await valueOf('Name')).toBe('Production EU 2');
});

it('removing a gateway forgets what was typed for it', async () => {
  const opened = open(EDIT);
  const { user, client } = opened;
  const kept = () => JSON.stringify(client.getQueriesData({ queryKey: ['kept'] }));
  await user.type(await field('Name'), ' 2');
  await goTo(opened, '/gateways');
  expect(kept()).toContain('Production EU 2');
  await user.click(await screen.findByRole('button', { name: 'Remove Production EU' }));
  await user.click(await screen.findByRole('button', { name: 'Remove gateway' }));
  await waitFor(() => expect(kept()).not.toContain('Production EU 2'));
});

const apiKey = () => screen.getByLabelText('API key', { selector: 'input[type=password]' });

/** Types into everything that may be secret. */
async function typeSecrets({ user }: Rendered): Promise<void> {
  const type = async (label: string, text: string) => user.type(await field(label), text);
  const main = within(screen.getByRole('main'));
  const choose = async (label: string, option: string, place = 0) => {
    await user.click(screen.getAllByLabelText(label)[place]!);
    await user.click(await screen.findByRole('option', { name: option }));
  };
  await type('Address', 'https://admin:hush-0@apigw-st:9240');
  await user.click(screen.getByRole('radio', { name: 'API key' }));
  await user.type(apiKey(), 'hush-1');
  await user.click(screen.getByRole('radio', { name: 'User and password' }));
  await type('User', 'gateway');
  await type('Password', 'hush-2');
  await user.click(screen.getByRole('switch', { name: /client certificate/i }));
  await type('Passphrase of the key', 'hush-3');
  await user.click(main.getByRole('button', { name: 'Add a node' }));
  await type('Node password', 'hush-4');
  await choose('How node 1 is restarted', 'Scripts over SSH');
  await choose('SSH sign-in', 'Key file');
  await type('Passphrase', 'hush-5');
  await user.click(screen.getByRole('radio', { name: 'On a host, over SSH' }));
  await choose('SSH sign-in', 'Key file');
  await user.type(screen.getAllByLabelText('Passphrase')[0]!, 'hush-6');
  await user.type(screen.getAllByLabelText('SSH host')[0]!, 'root:hush-9@node-1');
}

it('no secret that was typed outlives its page', async () => {
  const opened = open(ADD);
  const { user, client } = opened;
  await field('Name');
  await typeSecrets(opened);
  const all = () =>
    JSON.stringify([
      client
        .getQueryCache()
        .getAll()
        .map(({ state }) => state.data),
      client
        .getMutationCache()
        .getAll()
        .map(({ state }) => state.variables),
    ]);
  expect(all()).toContain('"username":"gateway"');
  expect(all()).not.toContain('hush');
  await leaveAndComeBack(opened, ADD);
  expect(await valueOf('Address')).toBe('https://');
  expect(await valueOf('User')).toBe('gateway');
  expect(await valueOf('Password')).toBe('');
  expect(all()).not.toContain('hush');
  // Every field that lost a secret asks for it; the key of the other sign-in does so once it is chosen.
  expect(screen.getAllByText(RETYPE)).toHaveLength(5);
  await user.type(screen.getByLabelText('Password'), 'hush-7');
  expect(screen.getAllByText(RETYPE)).toHaveLength(4);
  await user.click(screen.getByRole('radio', { name: 'API key' }));
  expect(apiKey().getAttribute('aria-describedby')).toBeTruthy();
  expect(screen.getAllByText(RETYPE)).toHaveLength(5);
});

it('the passphrase of the way into an installation is saved when it was entered again', async () => {
  const target = {
    host: 'node-1',
    port: 22,
    user: 'sag',
    signIn: { kind: 'key-file' as const, file: '/home/admin/.ssh/id_ed25519' },
  };
  const installation = { folder: '/opt/softwareag', instance: 'default', target };
  const opened = open(EDIT, { 'gateways.list': [sampleGateway({ installation })] });
  const { user, bridge } = opened;
  const passphrase = () => field('Passphrase');
  await user.type(await passphrase(), 'hush-1');
  await leaveAndComeBack(opened, EDIT);
  expect(await screen.findByText(RETYPE)).toBeTruthy();
  await user.type(await passphrase(), 'hush-2');
  expect(screen.queryByText(RETYPE)).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(bridge.inputs('gateways.update')).toHaveLength(1));
  expect(bridge.inputs('gateways.update')[0]).toMatchObject({
    secrets: { keyPassphrases: [{ nodeId: 'installation', passphrase: 'hush-2' }] },
  });
});

it('an address that is valid is kept as it is, and of another nothing that may be secret', async () => {
  const opened = open(ADD);
  const { user } = opened;
  await user.type(await field('Address'), 'http://proxy/es@prod');
  await leaveAndComeBack(opened, ADD);
  expect(await valueOf('Address')).toBe('http://proxy/es@prod');
  await user.clear(await field('Address'));
  await user.type(await field('Address'), 'https://elastic:hush');
  await leaveAndComeBack(opened, ADD);
  expect(await valueOf('Address')).toBe('https://');
});

it('what was sent to be tested is gone with the page, too', async () => {
  const opened = open(EDIT);
  const { user, client, bridge } = opened;
  await user.type(await field('Password'), 'hush-8');
  await user.click(screen.getByRole('button', { name: 'Test' }));
  await waitFor(() => expect(bridge.inputs('gateways.test')).toHaveLength(1));
  await leaveAndComeBack(opened, EDIT);
  await screen.findByText(RETYPE);
  await waitFor(() =>
    expect(
      JSON.stringify(
        client
          .getMutationCache()
          .getAll()
          .map(({ state }) => state.variables),
      ),
    ).not.toContain('hush'),
  );
});

it('a password found in an installation has to be read again', async () => {
  const value = (text: string) => ({ value: text, file: 'config.properties' });
  const opened = open(ADD, {
    'installation.read': {
      folder: '/opt/softwareag',
      instance: 'default',
      instances: ['default'],
      release: null,
      tenant: null,
      addresses: null,
      tls: null,
      truststore: null,
      username: value('gateway'),
      password: { value: 'found', file: 'config.properties' },
      passwordHandle: 'handle-1',
      autostart: null,
      store: null,
      scripts: [],
      notes: [],
    },
  });
  const { user } = opened;
  await user.type(await field('Folder of the installation'), '/opt/softwareag');
  await user.click(screen.getByRole('button', { name: 'Read' }));
  await user.click(await screen.findByRole('button', { name: 'Fill in the form' }));
  await leaveAndComeBack(opened, ADD);
  expect(await valueOf('User')).toBe('gateway');
  expect(screen.getByText(RETYPE)).toBeTruthy();
  expect(screen.queryByPlaceholderText('Found in the installation')).toBeNull();
});
