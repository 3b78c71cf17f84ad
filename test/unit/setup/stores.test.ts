import { describe, expect, it } from 'vitest';
import type { ReachedStore } from '#core/setup/reached-store.ts';
import { besideStore } from '#core/setup/restart-due.ts';
import { type KnownPlace, placesOf, storeOfNode } from '#core/setup/stores.ts';
import type { GatewayNode, GatewayProfile, InstallationPlace } from '#shared/model/gateway.ts';
import type { NodeReach, SshTarget } from '#shared/model/reach.ts';

const target = (host: string, changes: Partial<SshTarget> = {}): SshTarget => ({
  host,
  port: 22,
  user: 'sag',
  signIn: { kind: 'agent' },
  ...changes,
});
const hostKey = { type: 'ssh-ed25519', sha256: `SHA256:${'a'.repeat(43)}` };
const at = (folder: string): { folder: string; instance: string } => ({ folder, instance: 'default' });
const over = (host: string, folder = '/opt/sag', changes: Partial<SshTarget> = {}): NodeReach => ({
  kind: 'ssh',
  target: target(host, changes),
  installation: at(folder),
});
const gateway = (reaches: (NodeReach | undefined)[], installation?: InstallationPlace): GatewayProfile => ({
  id: 'g1',
  createdAt: 1,
  name: 'Production',
  tenant: 'default',
  release: '10.5',
  dataStore: { addresses: ['http://localhost:9240'] },
  nodes: reaches.map(
    (reach, n): GatewayNode => ({
      id: `n${n}`,
      name: `n${n}`,
      address: `http://n${n}:5555`,
      ...(reach === undefined ? {} : { reach }),
    }),
  ),
  autostart: true,
  readOnly: false,
  ...(installation === undefined ? {} : { installation }),
});

describe('the installations of a gateway', () => {
  it('are its own and those of its nodes, each once, those of this computer first', () => {
    const places = placesOf(
      gateway(
        [
          over('a'),
          { kind: 'scripts', installation: at('/opt/sag') },
          over('b'),
          undefined,
          { kind: 'by-hand' },
        ],
        at('/opt/sag/'),
      ),
    );
    expect(places.map(({ folder, nodeId, target: to }) => [to?.host, folder, nodeId])).toEqual([
      [undefined, '/opt/sag/', 'installation'],
      ['a', '/opt/sag', 'n0'],
      ['b', '/opt/sag', 'n2'],
    ]);
  });

  it('are joined by that which a command is run inside, unless it is one of them', () => {
    const own = gateway([over('a')], at('/opt/sag'));
    expect(placesOf(own, at('/opt/sag')).map(({ folder }) => folder)).toEqual(['/opt/sag', '/opt/sag']);
    expect(placesOf(own, at('/opt/two')).map(({ folder }) => folder)).toEqual([
      '/opt/sag',
      '/opt/two',
      '/opt/sag',
    ]);
    expect(placesOf(gateway([]), at('/opt/two'))).toHaveLength(1);
  });

  it('on one host are reached the way that was confirmed', () => {
    const places = placesOf(
      gateway([over('a', '/opt/sag', { hostKey })], { ...at('/opt/sag'), target: target('a') }),
    );
    expect(places).toMatchObject([{ nodeId: 'n0', target: { hostKey } }]);
  });

  it('on another port or in another folder are others', () => {
    expect(
      placesOf(gateway([over('a'), over('a', '/opt/two'), over('a', '/opt/sag', { port: 23 })])),
    ).toHaveLength(3);
  });
});

describe('the files of a node', () => {
  /** An installation in the folder and with the name of the node, on its machine or on another one. */
  const reached = (isItsMachine: boolean) =>
    ({
      store: { nodeName: 'n1' },
      isHome: () => Promise.resolve(true),
      isMachineOf: () => Promise.resolve(isItsMachine),
    }) as unknown as ReachedStore;
  const node = { name: 'n1', home: '/opt/sag/InternalDataStore' } as Parameters<typeof storeOfNode>[0];
  const found = (place: KnownPlace, isItsMachine: boolean) =>
    storeOfNode(node, { found: [{ place, reached: reached(isItsMachine) }], problems: [] });

  it('are those of an installation that was entered for the gateway, by folder and name', async () => {
    const [saved] = placesOf(gateway([], at('/opt/sag')));
    expect(await found(saved!, false)).not.toBeNull();
  });

  it('are not those of a copy on another machine that a command is run inside', async () => {
    const [here] = placesOf(gateway([]), at('/opt/sag'));
    expect(await found(here!, false)).toBeNull();
    expect(await found(here!, true)).not.toBeNull();
  });
});

describe('a restart that is due', () => {
  it('is that of the nodes which run from the folder on its machine, or of all where none does', () => {
    const one = gateway([over('a'), over('b'), { kind: 'scripts', installation: at('/opt/sag') }, undefined]);
    expect(besideStore(one, { ...at('/opt/sag'), target: target('b') })).toEqual(['n1']);
    expect(besideStore(one, at('/opt/sag'))).toEqual(['n2']);
    expect(besideStore(one, at('/elsewhere'))).toEqual(['n0', 'n1', 'n2', 'n3']);
  });
});
