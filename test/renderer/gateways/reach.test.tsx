import { screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import type { HostCheck, NodeReach } from '#shared/model/reach.ts';
import { emptyForm, errorsOf, formOf, inputOf } from '../../../renderer/features/gateways/draft.ts';
import { emptyReach, type ReachValues } from '../../../renderer/features/gateways/reach-draft.ts';
import { REACH } from '../../../renderer/strings/reach.ts';
import { renderApp } from '../support/render.tsx';
import { sampleGateway } from '../support/samples.ts';

const hostKey = { type: 'ssh-ed25519', sha256: `SHA256:${'k'.repeat(43)}` };
const over: NodeReach = {
  kind: 'ssh',
  target: {
    host: 'apigw-eu-a',
    port: 2222,
    user: 'sag',
    signIn: { kind: 'key-file', file: '~/.ssh/id' },
    hostKey,
  },
  installation: { folder: '/opt/softwareag', instance: 'default' },
};
const filled = (reach: Partial<ReachValues>) => ({
  ...emptyForm(),
  name: 'EU',
  release: '10.11',
  addresses: ['http://a:9240'],
  nodes: [
    {
      id: 'n1',
      name: 'node-a',
      address: 'http://a:5555',
      reach: { ...emptyReach('http://a:5555'), ...reach },
    },
  ],
});

describe('how a node is restarted', () => {
  it.each<NodeReach>([
    over,
    { ...over, target: { ...over.target, signIn: { kind: 'agent' } } },
    { kind: 'scripts', installation: { folder: 'C:\\SoftwareAG', instance: 'default' } },
    { kind: 'by-hand' },
  ])('comes back unchanged from a saved gateway: %j', (reach) => {
    const { profile } = sampleGateway();
    const {
      id: _,
      createdAt: __,
      ...draft
    } = { ...profile, nodes: profile.nodes.map((node) => ({ ...node, reach })) };
    expect(inputOf(formOf({ ...profile, nodes: draft.nodes }))).toEqual({ draft, secrets: {} });
  });

  it('is REST where nothing is chosen, and then nothing is sent', () => {
    expect(inputOf(filled({ folder: 'nonsense' }))?.draft.nodes).toEqual([
      { id: 'n1', name: 'node-a', address: 'http://a:5555' },
    ]);
  });

  it('names what is wrong with each field of the way that is chosen, and of no other', () => {
    const wrong = {
      folder: '/opt/$(id)',
      instance: 'a b',
      host: '-oProxy',
      port: '0',
      user: 'a b',
      signIn: 'key-file' as const,
    };
    const { errors } = REACH;
    expect(errorsOf(filled({ kind: 'ssh', ...wrong }))?.nodes[0]?.reach).toEqual({
      folder: errors.folder,
      instance: errors.instance,
      host: errors.host,
      port: errors.port,
      user: errors.user,
      keyFile: errors.keyFile,
    });
    expect(errorsOf(filled({ kind: 'scripts', ...wrong }))?.nodes[0]?.reach).toEqual({
      folder: errors.folder,
      instance: errors.instance,
    });
    expect(errorsOf(filled({ kind: 'by-hand', ...wrong }))).toBeNull();
    expect(inputOf(filled({ kind: 'ssh', ...wrong }))).toBeNull();
  });

  it('sends a passphrase beside the gateway, never in it, and only where a key file is used', () => {
    const values = {
      kind: 'ssh' as const,
      folder: '/opt/sag/',
      user: 'sag',
      keyFile: '~/id',
      passphrase: 'secret-9',
    };
    const input = inputOf(filled({ ...values, signIn: 'key-file' }));
    expect(input?.secrets).toEqual({ keyPassphrases: [{ nodeId: 'n1', passphrase: 'secret-9' }] });
    expect(JSON.stringify(input?.draft)).not.toContain('secret-9');
    expect(inputOf(filled({ ...values, signIn: 'agent' }))?.secrets).toEqual({});
  });
});

async function fillSsh(user: UserEvent): Promise<void> {
  await user.click(await screen.findByRole('button', { name: 'Add a node' }));
  await user.type(screen.getByLabelText('Address of node 1'), 'http://apigw-eu-a:5555');
  await user.click(screen.getByLabelText('How node 1 is restarted'));
  await user.click(await screen.findByRole('option', { name: 'Scripts over SSH' }));
  expect(screen.getByLabelText<HTMLInputElement>('SSH host').value).toBe('apigw-eu-a');
  await user.type(screen.getByLabelText('SSH user'), 'sag');
  await user.type(screen.getByLabelText('Installation folder on the node'), '/opt/softwareag');
}

describe('the check of a host', () => {
  const fresh: HostCheck = { hostKey, trust: 'new', scripts: [], error: appError('host-key-unknown') };
  const good: HostCheck = {
    hostKey,
    trust: 'pinned',
    scripts: ['/opt/softwareag/a.sh', '/opt/softwareag/b.sh'],
    error: null,
  };

  it('shows the fingerprint, and asks again with it once it is confirmed', async () => {
    const { user, bridge } = renderApp('/gateways/add', {
      'gateways.list': [],
      'gateways.checkHost': ({ reach }) =>
        reach.kind === 'ssh' && reach.target.hostKey !== undefined ? good : fresh,
    });
    await fillSsh(user);
    await user.click(screen.getByRole('button', { name: 'Check node 1' }));
    expect(await screen.findByText(`ssh-ed25519 ${hostKey.sha256}`)).toBeTruthy();
    expect(screen.queryByText(REACH.found)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Confirm this key' }));
    expect(await screen.findByText('Both scripts are there and may be run')).toBeTruthy();
    expect(
      bridge.inputs('gateways.checkHost').map(({ reach }) => reach.kind === 'ssh' && reach.target.hostKey),
    ).toEqual([undefined, hostKey]);
    expect(screen.getByText('Confirmed key')).toBeTruthy();
    await user.type(screen.getByLabelText('SSH host'), '2');
    expect(screen.queryByText('Confirmed key')).toBeNull();
    expect(screen.queryByText(REACH.found)).toBeNull();
  });

  it('offers nothing to confirm when the key has changed', async () => {
    const error = appError('host-key-changed', {
      where: 'apigw-eu-a:22',
      detail: 'It shows A; confirmed is B.',
    });
    const { user } = renderApp('/gateways/add', {
      'gateways.list': [],
      'gateways.checkHost': { hostKey, trust: 'refused', scripts: [], error },
    });
    await fillSsh(user);
    await user.click(screen.getByRole('button', { name: 'Check node 1' }));
    const alert = within(await screen.findByRole('alert'));
    expect(alert.getByText('It shows A; confirmed is B.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Confirm this key' })).toBeNull();
  });

  it('is not offered while a field is not valid', async () => {
    const { user, bridge } = renderApp('/gateways/add', { 'gateways.list': [] });
    await fillSsh(user);
    await user.type(screen.getByLabelText('Installation folder on the node'), ';id');
    await user.click(screen.getByRole('button', { name: 'Check node 1' }));
    expect(bridge.inputs('gateways.checkHost')).toEqual([]);
    await user.tab();
    expect(screen.getByText(REACH.errors.folder)).toBeTruthy();
  });

  it('uses the saved passphrase of a saved node', async () => {
    const view = sampleGateway();
    const nodes = [{ id: 'n1', name: 'node-a', address: 'http://a:5555', reach: over }];
    const saved = { ...view, profile: { ...view.profile, nodes }, keyPassphraseNodes: ['n1'] };
    const { user, bridge } = renderApp(`/gateways/${view.profile.id}/edit`, {
      'gateways.list': [saved],
      'gateways.checkHost': good,
    });
    expect((await screen.findByLabelText<HTMLInputElement>('Passphrase')).placeholder).toBe(
      'Saved; empty keeps it',
    );
    await user.click(screen.getByRole('button', { name: 'Check node 1' }));
    await screen.findByText('Both scripts are there and may be run');
    expect(bridge.inputs('gateways.checkHost')).toEqual([
      { reach: over, saved: { gatewayId: view.profile.id, nodeId: 'n1' } },
    ]);
  });
});
