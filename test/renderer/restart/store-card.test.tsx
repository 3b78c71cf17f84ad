import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import type { GatewayNode, GatewayProfile } from '#shared/model/gateway.ts';
import type { RestartNode, StorePart } from '#shared/model/restart.ts';
import { useEngineEvents } from '../../../renderer/api/hooks.ts';
import { RestartPage } from '../../../renderer/features/restart/index.ts';
import { type Answers, refuse } from '../support/fake-bridge.ts';
import { renderWithApp } from '../support/render.tsx';
import { sampleGateway } from '../support/samples.ts';
import { node, pending, SINCE } from './samples.ts';

function Page() {
  useEngineEvents();
  return <RestartPage />;
}

const open = (answers: Answers) =>
  renderWithApp(<Page />, { 'gateways.list': gatewayWith({}), ...answers }, '/g/gw-1/restart');
const card = (name: string) => within(screen.getByRole('region', { name }));

const SAG = '/opt/softwareag';
function gatewayWith(changes: Partial<GatewayProfile>) {
  const view = sampleGateway();
  const installation = { folder: SAG, instance: 'default' };
  return [{ ...view, profile: { ...view.profile, autostart: false, installation, ...changes } }];
}
const PART: StorePart = {
  home: `${SAG}/InternalDataStore`,
  ip: '10.0.0.7',
  here: true,
  via: null,
  process: { pid: 4711, startedAt: SINCE - 86_400_000 },
};
const store = (changes: Partial<RestartNode> = {}, part: Partial<StorePart> = {}): RestartNode => ({
  ...node('es', changes),
  nodeId: 'store-1',
  name: 'es-1',
  address: '',
  store: { ...PART, ...part },
});
const WHY = 'path.repo of the data store was changed';
const due = (...nodes: RestartNode[]) => pending({ operationId: null, why: WHY, nodes });
const IDS = { nodeIds: ['store-1', 'n-a'], gatewayId: 'gw-1' };

it('the data store stands first, with its scripts, and the gateway waits for it', async () => {
  const { bridge, user } = open({
    'restart.pending': due(store(), node('a')),
    'restart.start': { operationId: 'op-9' },
  });
  await screen.findByRole('heading', { name: 'Restart the data store and the gateway' });
  expect(
    screen.getByText(/path\.repo of the data store was changed\. The data store comes first\./),
  ).toBeDefined();
  const own = card('es-1');
  expect(own.getByText('Data store')).toBeDefined();
  await own.findByRole('radio', { name: 'Scripts', checked: true });
  expect(own.queryByRole('radio', { name: 'REST' })).toBeNull();
  expect(own.getByText(/of the data store are run on this computer/)).toBeDefined();
  const later = card('node-a').getByRole('button', { name: 'Restart this node' });
  expect(later.getAttribute('aria-disabled')).toBe('true');
  await user.click(later);
  expect(bridge.inputs('restart.start')).toEqual([]);
  await user.hover(later);
  expect(await screen.findAllByText('es-1 of the data store comes first')).not.toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Restart all, one after another' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText('es-1 and node-a')).toBeDefined();
  expect(dialog.getByText(/^The data store is restarted before/)).toBeDefined();
  await user.click(dialog.getByRole('button', { name: 'Restart 2 nodes' }));
  await waitFor(() => expect(bridge.inputs('restart.start')).toEqual([IDS]));
});

it('while it restarts, its process is told and the gateway waits for it', async () => {
  const { bridge } = open({ 'restart.pending': due(store(), node('a')) });
  await screen.findByText('Restart pending, 0 of 2 done');
  const events = [
    { at: SINCE, state: 'good' as const, text: 'Process 4711 has ended' },
    { at: SINCE, state: 'run' as const, text: 'Waits for the data store: no answer' },
  ];
  const moving = store({ state: 'down', startedAt: Date.now() - 20_000, events });
  act(() =>
    bridge.push('restart', {
      gatewayId: 'gw-1',
      pending: { ...due(moving, node('a')), running: true, together: true },
    }),
  );
  await card('es-1').findByText('Process 4711 has ended');
  expect(card('es-1').getByText('Waits for the data store: no answer')).toBeDefined();
  expect(card('es-1').getByText('Down')).toBeDefined();
  expect(card('node-a').getByText('Waiting for es-1')).toBeDefined();
  expect(screen.getByText(/All nodes of the gateway restart at the same time\./)).toBeDefined();
});

it('when it is back the gateway may be restarted', async () => {
  const back = store({ state: 'healthy', startedAt: SINCE, endedAt: SINCE + 40_000, engine: 'green' });
  open({ 'restart.pending': due(back, node('a')) });
  await screen.findByRole('heading', { name: 'Restart the gateway' });
  expect(card('es-1').getByText('Healthy')).toBeDefined();
  expect(card('es-1').getByText('green')).toBeDefined();
  const next = card('node-a').getByRole('button', { name: 'Restart this node' });
  expect(next.getAttribute('aria-disabled')).not.toBe('true');
});

it('one that did not come back says what to look at', async () => {
  const error = appError('store-not-started', {
    what: 'es-1',
    where: `${SAG}/InternalDataStore/logs`,
    detail: 'Its process of before ended 10 min ago; the data store since then: no answer.',
  });
  open({ 'restart.pending': due(store({ state: 'failed', startedAt: SINCE, endedAt: SINCE, error })) });
  await screen.findByRole('heading', { name: 'Restart the data store' });
  expect(card('es-1').getByText('Not healthy')).toBeDefined();
  expect(card('es-1').getByText(/InternalDataStore\/logs/)).toBeDefined();
});

it('by hand: its commands, a look at its process, and no check only when it is asked for', async () => {
  const part = { here: false };
  const { bridge, user } = open({
    'restart.pending': due(store({}, part), node('a')),
    'restart.start': { operationId: 'op-9' },
    'restart.tickOff': refuse(
      appError('store-not-restarted', { what: 'es-1', detail: 'It is still process 4711.' }),
    ),
  });
  await screen.findByText('Restart pending, 0 of 2 done');
  const own = card('es-1');
  expect(own.getByText(/cd '\/opt\/softwareag\/InternalDataStore\/bin'\s+\.\/shutdown\.sh/)).toBeDefined();
  expect(own.getByText(/statefulset/)).toBeDefined();
  await user.click(own.getByRole('button', { name: 'Watch its restart' }));
  await waitFor(() =>
    expect(bridge.inputs('restart.start')).toEqual([{ gatewayId: 'gw-1', nodeIds: ['store-1'] }]),
  );
  expect(own.queryByRole('button', { name: 'Tick off without a check' })).toBeNull();
  await user.click(own.getByRole('button', { name: 'I have restarted it' }));
  await own.findByText('es-1 was not restarted.');
  expect(bridge.inputs('restart.tickOff')).toEqual([{ gatewayId: 'gw-1', nodeId: 'store-1' }]);
  bridge.answer({ 'restart.tickOff': due(store({ state: 'ticked-off' }, part), node('a')) });
  await user.click(own.getByRole('button', { name: 'Tick off without a check' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/Its process is not looked at/)).toBeDefined();
  await user.click(dialog.getByRole('button', { name: 'Tick off es-1' }));
  await screen.findByText('Restart pending, 1 of 2 done');
  expect(bridge.inputs('restart.tickOff').at(-1)).toEqual({
    gatewayId: 'gw-1',
    nodeId: 'store-1',
    unchecked: true,
  });
});

it('is reached by the scripts beside a gateway node, over SSH', async () => {
  const beside: GatewayNode = {
    id: 'n-a',
    name: 'node-a',
    address: 'http://apigw-eu-a:5555',
    reach: {
      kind: 'ssh',
      target: { host: 'apigw-eu-a', port: 22, user: 'sag', signIn: { kind: 'agent' } },
      installation: { folder: SAG, instance: 'default' },
    },
  };
  open({
    'restart.pending': due(store({}, { here: false, via: 'n-a' }), node('a')),
    'gateways.list': gatewayWith({ nodes: [beside] }),
  });
  await screen.findByText('Restart pending, 0 of 2 done');
  await card('es-1').findByRole('radio', { name: 'Script over SSH', checked: true });
});

it('all at once is asked first and says that the gateway is away meanwhile', async () => {
  const { bridge, user } = open({
    'restart.pending': pending({ nodes: [node('a', { state: 'healthy' }), node('b'), node('c')] }),
    'restart.start': { operationId: 'op-9' },
  });
  await user.click(await screen.findByRole('button', { name: 'All at once…' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/Restart all 2 nodes of Production EU at once/)).toBeDefined();
  expect(dialog.getByText(/The gateway is not available until/)).toBeDefined();
  expect(bridge.inputs('restart.start')).toEqual([]);
  await user.click(dialog.getByRole('button', { name: 'Restart all at once' }));
  await waitFor(() =>
    expect(bridge.inputs('restart.start')).toEqual([
      { gatewayId: 'gw-1', nodeIds: ['n-b', 'n-c'], together: true },
    ]),
  );
});

it('all at once is not offered for one node', async () => {
  open({ 'restart.pending': due(store(), node('a')) });
  await screen.findByText('Restart pending, 0 of 2 done');
  expect(screen.queryByRole('button', { name: 'All at once…' })).toBeNull();
});

it('a restart with the data store is offered where the gateway does not start it along', async () => {
  const { bridge, user } = open({ 'restart.pending': null, 'restart.request': due(store(), node('a')) });
  await user.click(await screen.findByRole('button', { name: 'Ask for a restart with the data store' }));
  await waitFor(() =>
    expect(bridge.inputs('restart.request')).toEqual([{ gatewayId: 'gw-1', withStore: true }]),
  );
});

it('and not where it does', async () => {
  open({ 'restart.pending': null, 'gateways.list': gatewayWith({ autostart: true }) });
  await screen.findByText('No restart is pending');
  await screen.findByRole('button', { name: 'Ask for a restart' });
  expect(screen.queryByRole('button', { name: /with the data store/ })).toBeNull();
});
