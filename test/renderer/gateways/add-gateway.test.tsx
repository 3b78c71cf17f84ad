import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import type { ConnectionReport } from '#shared/model/data-store.ts';
import { refuse } from '../support/fake-bridge.ts';
import { renderApp } from '../support/render.tsx';
import { sampleGateway, sampleInfo } from '../support/samples.ts';

const good: ConnectionReport = {
  checks: [
    { id: 'addresses', state: 'passed', title: 'Addresses answer', detail: '1 of 1', error: null },
    { id: 'nodes', state: 'warning', title: 'Gateway nodes: none', detail: 'No restart', error: null },
  ],
  tookMs: 1_800,
  usable: true,
};
const bad: ConnectionReport = {
  checks: [
    {
      id: 'addresses',
      state: 'failed',
      title: 'Address does not answer',
      detail: 'http://apigw-eu-a:9240',
      error: appError('connection-refused', {
        where: 'http://apigw-eu-a:9240',
        raw: { status: null, type: 'ECONNREFUSED', reason: 'connect ECONNREFUSED 10.0.0.1:9240' },
      }),
    },
    { id: 'sign-in', state: 'skipped', title: 'Sign-in', detail: '', error: null },
  ],
  tookMs: 40,
  usable: false,
};

const addButton = () => screen.getByRole('button', { name: 'Add gateway' });
const reason = () => addButton().getAttribute('aria-disabled');

async function fill(user: UserEvent): Promise<void> {
  await user.type(await screen.findByLabelText('Name'), 'Production EU');
  await user.type(screen.getByLabelText('Address'), 'http://apigw-eu-a:9240');
  await user.click(screen.getByLabelText('Release'));
  await user.click(await screen.findByRole('option', { name: 'API Gateway 10.11' }));
}

async function signIn(user: UserEvent): Promise<void> {
  await user.click(screen.getByRole('radio', { name: 'User and password' }));
  await user.type(screen.getByLabelText('User'), 'gateway');
}

describe('adding a gateway', () => {
  it('tests, then adds exactly what was tested', async () => {
    const { user, bridge, router } = renderApp('/gateways/add', {
      'gateways.list': [],
      'gateways.test': good,
      'gateways.add': sampleGateway(),
    });
    await fill(user);
    await signIn(user);
    await user.type(screen.getByLabelText('Password'), 'secret-1');
    expect(screen.getAllByText('A connection test is needed first').length).toBeGreaterThan(0);
    await user.click(addButton());
    expect(bridge.inputs('gateways.add')).toEqual([]);

    await user.click(screen.getByRole('button', { name: 'Test' }));
    expect(await screen.findByText('1 of 2 passed, 1 warning. Took 1.8 s.')).toBeTruthy();
    await waitFor(() => expect(reason()).toBeNull());
    await user.click(addButton());
    expect(bridge.inputs('gateways.add')).toEqual(bridge.inputs('gateways.test'));
    expect(bridge.inputs('gateways.add')[0]).toMatchObject({
      draft: {
        name: 'Production EU',
        release: '10.11',
        dataStore: { addresses: ['http://apigw-eu-a:9240'], username: 'gateway' },
      },
      secrets: { dataStorePassword: 'secret-1' },
    });
    await waitFor(() => expect(router.state.location.pathname).toBe('/g/gw-1/overview'));
  });

  it('is blocked by a failed check, which says cause and fix', async () => {
    const { user } = renderApp('/gateways/add', { 'gateways.list': [], 'gateways.test': bad });
    await fill(user);
    await user.click(screen.getByRole('button', { name: 'Test' }));
    const checks = within(await screen.findByRole('list', { name: 'Connection test' }));
    expect(checks.getByText('Failed')).toBeTruthy();
    expect(checks.getByText(/Nothing listens on this port/)).toBeTruthy();
    expect(checks.getByText(/Start the data store or correct the port/)).toBeTruthy();
    expect(checks.queryByText(/ECONNREFUSED/)).toBeNull();
    await user.click(checks.getByRole('button', { name: 'Raw reason' }));
    expect(checks.getByText(/ECONNREFUSED/)).toBeTruthy();
    expect(screen.getAllByText('A check failed').length).toBeGreaterThan(0);
    expect(reason()).toBe('true');
  });

  it('asks for a new test when the input changed, and takes the old one back when it is the same again', async () => {
    const { user } = renderApp('/gateways/add', { 'gateways.list': [], 'gateways.test': good });
    await fill(user);
    await signIn(user);
    await user.click(screen.getByRole('button', { name: 'Test' }));
    await waitFor(() => expect(reason()).toBeNull());
    const password = screen.getByLabelText('Password');
    await user.type(password, 'x');
    expect(reason()).toBe('true');
    expect(screen.getAllByText('The input has changed since the test').length).toBeGreaterThan(0);
    await user.clear(password);
    expect(reason()).toBeNull();
  });

  it('shows what is wrong beside the fields, and tests nothing', async () => {
    const { user, bridge } = renderApp('/gateways/add', { 'gateways.list': [] });
    await user.type(await screen.findByLabelText('Address'), 'apigw-eu-a:9240');
    await user.click(screen.getByRole('button', { name: 'Test' }));
    expect(screen.getByText('A name of 1 to 60 characters')).toBeTruthy();
    expect(screen.getByText('The release is needed')).toBeTruthy();
    expect(screen.getByLabelText('Address').getAttribute('aria-invalid')).toBe('true');
    expect(bridge.inputs('gateways.test')).toEqual([]);
  });

  it('leaves a field that was not touched alone', async () => {
    const { user } = renderApp('/gateways/add', { 'gateways.list': [] });
    await user.click(await screen.findByLabelText('Tenant'));
    expect(screen.queryByText('A name of 1 to 60 characters')).toBeNull();
    await user.click(screen.getByLabelText('Name'));
    await user.tab();
    expect(screen.getByText('A name of 1 to 60 characters')).toBeTruthy();
  });

  it('adds and removes addresses and nodes', async () => {
    const { user, bridge } = renderApp('/gateways/add', { 'gateways.list': [], 'gateways.test': good });
    await fill(user);
    await user.click(screen.getByRole('button', { name: 'Add an address' }));
    await user.type(screen.getByLabelText('Address 2'), 'http://apigw-eu-b:9240');
    await user.click(screen.getByRole('button', { name: 'Port 5555 on each data store host' }));
    expect(screen.getByLabelText<HTMLInputElement>('Address of node 2').value).toBe('http://apigw-eu-b:5555');
    await user.click(screen.getByRole('button', { name: 'Remove node 1' }));
    await user.click(screen.getByRole('button', { name: 'Remove address 1' }));
    await user.click(screen.getByRole('button', { name: 'Test' }));
    expect(bridge.inputs('gateways.test')[0]?.draft).toMatchObject({
      dataStore: { addresses: ['http://apigw-eu-b:9240'] },
      nodes: [{ name: 'apigw-eu-b', address: 'http://apigw-eu-b:5555' }],
    });
  });

  it('keeps what was typed when adding failed, with the reason', async () => {
    const taken = appError('gateway-name-taken', { what: 'Production EU' });
    const { user } = renderApp('/gateways/add', {
      'gateways.list': [],
      'gateways.test': good,
      'gateways.add': refuse(taken),
    });
    await fill(user);
    await user.click(screen.getByRole('button', { name: 'Test' }));
    await waitFor(() => expect(reason()).toBeNull());
    await user.click(addButton());
    expect(await screen.findByText(taken.title)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Production EU');
  });

  it('says where passwords go', async () => {
    const first = renderApp('/gateways/add');
    expect(await screen.findByText(/keyring of the system \(Secret Service\)/)).toBeTruthy();
    first.unmount();
    renderApp('/gateways/add', { 'app.info': sampleInfo({ secretsPersist: false }) });
    expect(await screen.findByText(/kept in memory until the program is closed/)).toBeTruthy();
  });
});
