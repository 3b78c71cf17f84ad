import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderApp } from '../support/render.tsx';
import { sampleDown, sampleGateway, sampleStatus } from '../support/samples.ts';

const two = [
  sampleGateway(),
  sampleGateway({ id: 'gw-2', name: 'Test', tenant: 'staging', release: '10.15' }),
];
const table = async () => {
  await screen.findAllByTitle('http://apigw-eu-a:9240');
  return within(screen.getByRole('table', { name: 'Gateways' }));
};

describe('the list of gateways', () => {
  it('names each with its data store and its health', async () => {
    renderApp('/gateways', {
      'gateways.list': two,
      'gateways.status': ({ gatewayId }) =>
        gatewayId === 'gw-2' ? sampleDown() : sampleStatus({ health: 'yellow' }),
    });
    const rows = await table();
    expect(rows.getByText('staging')).toBeTruthy();
    expect(rows.getAllByTitle('http://apigw-eu-a:9240')).toHaveLength(2);
    expect(await rows.findByText('Yellow')).toBeTruthy();
    expect(await rows.findByText('Not reachable')).toBeTruthy();
  });

  it('opens a gateway by its row, and its form by the pencil', async () => {
    const { user, router } = renderApp('/gateways', { 'gateways.list': two });
    await user.click((await table()).getByRole('button', { name: 'Edit Test' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/gateways/gw-2/edit'));
    await user.click(screen.getAllByRole('link', { name: 'Gateways' })[0]!);
    await user.click((await table()).getByText('staging'));
    await waitFor(() => expect(router.state.location.pathname).toBe('/g/gw-2/overview'));
  });

  it('removes after a question that says what stays', async () => {
    const { user, bridge } = renderApp('/gateways', { 'gateways.list': two, 'gateways.remove': {} });
    await user.click((await table()).getByRole('button', { name: 'Remove Test' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Remove Test from this program' }));
    expect(dialog.getByText(/Nothing on the server is removed/)).toBeTruthy();
    expect(bridge.inputs('gateways.remove')).toEqual([]);
    bridge.answer({ 'gateways.list': two.slice(0, 1) });
    await user.click(dialog.getByRole('button', { name: 'Remove gateway' }));
    expect(bridge.inputs('gateways.remove')).toEqual([{ gatewayId: 'gw-2' }]);
    await waitFor(() => expect(screen.queryByText('staging')).toBeNull());
  });

  it('says the next step when there is none', async () => {
    renderApp('/gateways', { 'gateways.list': [] });
    expect(await screen.findByText('No gateway yet', { selector: 'p' })).toBeTruthy();
    expect(screen.getAllByRole('link', { name: 'Add a gateway' })).toHaveLength(1);
  });
});

describe('editing a gateway', () => {
  it('saves what changed and keeps passwords that were not typed', async () => {
    const { user, bridge, router } = renderApp('/gateways/gw-1/edit', { 'gateways.update': sampleGateway() });
    const name = await screen.findByLabelText('Name');
    const save = screen.getByRole('button', { name: 'Save' });
    expect(save.getAttribute('aria-disabled')).toBe('true');
    await user.type(name, ' 1');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    const { id: _, createdAt: __, ...draft } = sampleGateway().profile;
    expect(bridge.inputs('gateways.update')).toEqual([
      { gatewayId: 'gw-1', draft: { ...draft, name: 'Production EU 1' }, secrets: {} },
    ]);
    await waitFor(() => expect(router.state.location.pathname).toBe('/gateways'));
  });

  it('tests with the saved password', async () => {
    const { user, bridge } = renderApp('/gateways/gw-1/edit', {
      'gateways.test': { checks: [], tookMs: 5, usable: true },
    });
    await screen.findByLabelText('Name');
    await user.click(screen.getByRole('button', { name: 'Test' }));
    expect(bridge.inputs('gateways.test')[0]).toMatchObject({ gatewayId: 'gw-1', secrets: {} });
  });

  it('says when the gateway is gone', async () => {
    renderApp('/gateways/gw-9/edit');
    expect(await screen.findByText('This gateway is not saved here')).toBeTruthy();
  });
});
