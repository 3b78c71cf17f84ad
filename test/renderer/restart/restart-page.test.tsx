import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { NodeReach } from '#shared/model/reach.ts';
import { useEngineEvents } from '../../../renderer/api/hooks.ts';
import { RestartPage } from '../../../renderer/features/restart/index.ts';
import { restored } from '../activity/samples.ts';
import { operation } from '../backups/rows.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { renderWithApp } from '../support/render.tsx';
import { sampleGateway } from '../support/samples.ts';
import { node, pending, SINCE } from './samples.ts';

function Page() {
  useEngineEvents();
  return <RestartPage />;
}

const open = (answers: Answers) =>
  renderWithApp(<Page />, { 'operations.get': restored(), ...answers }, '/g/gw-1/restart');

const answer = async (user: ReturnType<typeof open>['user'], title: string, button: string) => {
  const dialog = within(await screen.findByRole('dialog', { name: title }));
  await user.click(dialog.getByRole('button', { name: button }));
};

const card = (name: string) => screen.getByRole('region', { name });

it('says which restore made it due and restarts all nodes that are left', async () => {
  const { bridge, user } = open({
    'restart.pending': pending({ nodes: [node('a', { state: 'healthy' }), node('b'), node('c')] }),
    'restart.start': { operationId: 'op-9' },
  });
  await screen.findByText('Restored and verified: 88 of 88 indices, 202,050 documents equal');
  await screen.findByRole('table', { name: 'What was verified' });
  expect(screen.getByText('Restart pending, 1 of 3 done')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Restart all, one after another' }));
  const question = await screen.findByRole('dialog');
  for (const fact of ['Production EU', 'default', 'node-b and node-c', /the other nodes go on/])
    expect(within(question).getByText(fact)).toBeDefined();
  expect(bridge.inputs('restart.start')).toEqual([]);
  await answer(user, 'Restart 2 nodes of Production EU, one after another?', 'Restart 2 nodes');
  expect(screen.queryByRole('dialog')).toBeNull();
  await waitFor(() =>
    expect(bridge.inputs('restart.start')).toEqual([{ gatewayId: 'gw-1', nodeIds: ['n-b', 'n-c'] }]),
  );
});

it('follows the run by events, node by node', async () => {
  const { bridge } = open({ 'restart.pending': pending() });
  await screen.findByText('Restart pending, 0 of 3 done');
  const running = pending({
    running: true,
    nodes: [
      node('a', {
        state: 'healthy',
        startedAt: SINCE,
        endedAt: SINCE + 89_000,
        events: [{ at: SINCE + 7_000, state: 'good', text: 'Went down' }],
      }),
      node('b', { state: 'starting', startedAt: Date.now() - 55_000 }),
      node('c'),
    ],
  });
  act(() => bridge.push('restart', { gatewayId: 'gw-1', pending: running }));
  await screen.findByText('Restart pending, 1 of 3 done');
  expect(within(card('node-a')).getByText('Went down')).toBeDefined();
  expect(within(card('node-a')).getByText('1 m 29 s')).toBeDefined();
  const bar = within(card('node-b')).getByRole('progressbar', { name: 'Waiting for health' });
  expect(bar.getAttribute('aria-valuetext')).toMatch(/^5\d s of at most 10 m$/);
  expect(within(card('node-c')).getByText('Waiting for node-b')).toBeDefined();
  const all = screen.getByRole('button', { name: 'Restart all, one after another' });
  expect(all.getAttribute('aria-disabled')).toBe('true');
});

it('restarts one node again', async () => {
  const { bridge, user } = open({
    'restart.pending': pending({ nodes: [node('a', { state: 'failed', startedAt: SINCE })] }),
    'restart.start': { operationId: 'op-9' },
    'gateways.list': gatewayWith({ kind: 'rest' }),
  });
  await screen.findByText('Not healthy');
  await user.click(within(card('node-a')).getByRole('button', { name: 'Restart again' }));
  const away = /no call of an API is answered meanwhile/;
  expect(within(await screen.findByRole('dialog')).getByText(away)).toBeDefined();
  await answer(user, 'Restart node-a of Production EU?', 'Restart node-a');
  await waitFor(() =>
    expect(bridge.inputs('restart.start')).toEqual([{ gatewayId: 'gw-1', nodeIds: ['n-a'] }]),
  );
});

it('asks before a healthy node is restarted once more, and restarts nothing when that is declined', async () => {
  const { bridge, user } = open({
    'restart.pending': pending({ nodes: [node('a', { state: 'healthy', startedAt: SINCE }), node('b')] }),
  });
  await screen.findByText('Restart pending, 1 of 2 done');
  await user.click(within(card('node-a')).getByRole('button', { name: 'Restart again' }));
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Cancel'));
  await answer(user, 'Restart node-a of Production EU?', 'Cancel');
  expect(bridge.inputs('restart.start')).toEqual([]);
});

it('stops a run after the node that restarts now, and says so', async () => {
  const running = pending({
    running: true,
    nodes: [node('a', { state: 'starting', startedAt: SINCE }), node('b')],
  });
  const run = operation({ id: 'op-9', kind: 'restart', target: 'node-a' });
  const { bridge, user } = open({
    'restart.pending': running,
    'operations.list': [run],
    'operations.cancel': {},
  });
  await user.click(await screen.findByRole('button', { name: 'Stop after node-a' }));
  expect(bridge.inputs('operations.cancel')).toEqual([{ operationId: 'op-9' }]);
  const stop = await screen.findByRole('button', {
    name: 'Stop after node-a',
    description: /It stops after/,
  });
  expect(stop.getAttribute('aria-disabled')).toBe('true');
  const between = { ...running, nodes: [node('a', { state: 'healthy' }), node('b')] };
  act(() => bridge.push('restart', { gatewayId: 'gw-1', pending: between }));
  expect(await screen.findByRole('button', { name: 'Stop before the next node' })).toBeTruthy();
  const last = { ...running, nodes: [node('a', { state: 'healthy' }), node('b', { state: 'starting' })] };
  act(() => bridge.push('restart', { gatewayId: 'gw-1', pending: last }));
  await waitFor(() => expect(screen.queryByRole('button', { name: /^Stop / })).toBeNull());
});

it('offers no stop in a run of one node, whatever else is due: nothing could be kept from it', async () => {
  const running = pending({
    running: true,
    toCome: [],
    nodes: [node('a', { state: 'starting', startedAt: SINCE }), node('b')],
  });
  const { bridge } = open({
    'restart.pending': running,
    'operations.list': [operation({ id: 'op-9', kind: 'restart', target: 'node-a' })],
  });
  await screen.findByText('Restart pending, 0 of 2 done');
  expect(within(card('node-b')).queryByText(/Waiting for/)).toBeNull();
  expect(screen.queryByRole('button', { name: /^Stop / })).toBeNull();
  const more = { ...running, toCome: ['n-b'] };
  act(() => bridge.push('restart', { gatewayId: 'gw-1', pending: more }));
  expect(await screen.findByRole('button', { name: 'Stop after node-a' })).toBeTruthy();
  expect(within(card('node-b')).getByText(/Waiting for node-a/)).toBeTruthy();
});

it('leaves a run to the process that is at work on it', async () => {
  open({
    'restart.pending': pending({ running: true, nodes: [node('a', { state: 'down' }), node('b')] }),
    'operations.list': [operation({ kind: 'restart', elsewhere: true, cancellable: false })],
  });
  const stop = await screen.findByRole('button', { name: 'Stop after node-a' });
  expect(stop.getAttribute('aria-disabled')).toBe('true');
});

it('asks before a node is ticked off, then shows it', async () => {
  const { bridge, user } = open({
    'restart.pending': pending(),
    'restart.tickOff': pending({ nodes: [node('a'), node('b'), node('c', { state: 'ticked-off' })] }),
  });
  await screen.findByText('Restart pending, 0 of 3 done');
  await user.click(within(card('node-c')).getByRole('radio', { name: 'By hand' }));
  expect(within(card('node-c')).getByText('docker restart <container>')).toBeDefined();
  await user.click(within(card('node-c')).getByRole('button', { name: 'I have restarted it' }));
  expect(bridge.inputs('restart.tickOff')).toEqual([]);
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText(/Tick off node-c of Production EU/)).toBeDefined();
  await user.click(within(dialog).getByRole('button', { name: 'Tick off node-c' }));
  await waitFor(() =>
    expect(bridge.inputs('restart.tickOff')).toEqual([{ gatewayId: 'gw-1', nodeId: 'n-c' }]),
  );
  await screen.findByText('Restart pending, 1 of 3 done');
});

it('offers a restart when none is pending', async () => {
  const { bridge, user } = open({
    'restart.pending': null,
    'restart.request': pending({ operationId: null }),
  });
  await screen.findByText('No restart is pending');
  bridge.answer({ 'restart.pending': pending({ operationId: null }) });
  await user.click(screen.getByRole('button', { name: 'Ask for a restart' }));
  await screen.findByText('Restart pending, 0 of 3 done');
  expect(bridge.inputs('restart.request')).toEqual([{ gatewayId: 'gw-1' }]);
  expect(screen.queryByText('What was verified')).toBeNull();
});

const installation = { folder: '/opt/softwareag', instance: 'default' };
function gatewayWith(reach: NodeReach) {
  const view = sampleGateway();
  const nodes = [{ id: 'n-a', name: 'node-a', address: 'http://apigw-eu-a:5555', reach }];
  return [{ ...view, profile: { ...view.profile, nodes } }];
}
const sshReach: NodeReach = {
  kind: 'ssh',
  target: { host: 'apigw-eu-a', port: 22, user: 'sag', signIn: { kind: 'agent' } },
  installation,
};

it('shows the way of each node, and by hand the complete commands of its installation', async () => {
  const { user, bridge } = open({
    'restart.pending': pending({ nodes: [node('a'), node('b')] }),
    'restart.start': { operationId: 'op-9' },
    'gateways.list': gatewayWith(sshReach),
  });
  await screen.findByText('Restart pending, 0 of 2 done');
  const first = within(card('node-a'));
  await first.findByRole('radio', { name: 'Script over SSH', checked: true });
  expect(within(card('node-b')).getByRole('radio', { name: 'REST', checked: true })).toBeDefined();
  await user.click(first.getByRole('button', { name: 'Restart this node' }));
  await answer(user, 'Restart node-a of Production EU?', 'Restart node-a');
  await waitFor(() =>
    expect(bridge.inputs('restart.start')).toEqual([{ gatewayId: 'gw-1', nodeIds: ['n-a'] }]),
  );
  await user.click(first.getByRole('radio', { name: 'By hand' }));
  expect(
    first.getByText(/cd '\/opt\/softwareag\/IntegrationServer'\s+cd instances\/default\/bin/),
  ).toBeDefined();
  expect(first.queryByText('docker restart <container>')).toBeNull();
});

it('offers to watch a node that is restarted by hand, and says when it is time', async () => {
  const { user, bridge } = open({
    'restart.pending': pending({ operationId: null, nodes: [node('a')] }),
    'restart.start': { operationId: 'op-9' },
    'gateways.list': gatewayWith({ kind: 'by-hand' }),
  });
  await screen.findByText('docker restart <container>');
  await user.click(within(card('node-a')).getByRole('button', { name: 'Watch its restart' }));
  await waitFor(() =>
    expect(bridge.inputs('restart.start')).toEqual([{ gatewayId: 'gw-1', nodeIds: ['n-a'] }]),
  );
  const watched = node('a', {
    state: 'requested',
    startedAt: SINCE,
    events: [{ at: SINCE, state: 'run', text: 'Waits until it is restarted by hand; still answers (200)' }],
  });
  act(() =>
    bridge.push('restart', { gatewayId: 'gw-1', pending: pending({ running: true, nodes: [watched] }) }),
  );
  await within(card('node-a')).findByText('Restart it now');
  expect(within(card('node-a')).getByText(/Waits until it is restarted by hand/)).toBeDefined();
  expect(within(card('node-a')).getByRole('button', { name: 'I have restarted it' })).toBeDefined();
});
