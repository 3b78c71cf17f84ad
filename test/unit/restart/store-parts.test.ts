import { expect, it } from 'vitest';
import type { NodeProcess } from '#core/elasticsearch/node-process.ts';
import { Reaches } from '#core/hosts/reaches.ts';
import { storeNodeOf } from '#core/restart/store-parts.ts';
import { storeWayOf } from '#core/restart/ways.ts';
import type { GatewayNode, GatewayProfile } from '#shared/model/gateway.ts';
import { storeReachOf } from '#shared/rules/store-reach.ts';
import { bareSurroundings } from '../hosts/places.ts';
import { draftNamed } from '../memory.ts';

const SAG = '/opt/softwareag';
const NODE: NodeProcess = {
  name: 'es-1',
  host: '127.0.0.1',
  ip: '127.0.0.1',
  home: `${SAG}/InternalDataStore`,
  process: { pid: 4711, startedAt: 1 },
};
const asked: [string, string][] = [];
const reaches = new Reaches((gatewayId, nodeId) => {
  asked.push([gatewayId, nodeId]);
  return Promise.resolve('canary');
}, bareSurroundings('/home/nobody'));
const surroundings = {
  isHere: () => Promise.resolve(false),
  wayOf: (gateway: GatewayProfile, part: Parameters<typeof storeWayOf>[2]) =>
    storeWayOf(reaches, gateway, part),
};

const ssh = (host: string, folder = SAG, id = 'n-a'): GatewayNode => ({
  id,
  name: id,
  address: 'http://127.0.0.1:5555',
  reach: {
    kind: 'ssh',
    target: { host, port: 22, user: 'sag', signIn: { kind: 'key-file', file: '~/.ssh/id' } },
    installation: { folder, instance: 'default' },
  },
});
const gatewayWith = (...nodes: GatewayNode[]): GatewayProfile => ({
  ...draftNamed('Production EU'),
  id: 'gw-1',
  createdAt: 1,
  nodes,
});
const viaOf = async (nodes: GatewayNode[], node = NODE) =>
  (await storeNodeOf(gatewayWith(...nodes), node, surroundings)).store!.via;

it('a data store beside a gateway node that is reached over SSH has its scripts there', async () => {
  expect(await viaOf([ssh('10.9.9.9', SAG, 'n-x'), ssh('127.0.0.1')])).toBe('n-a');
  // By the name of its host, too.
  expect(await viaOf([ssh('localhost')])).toBe('n-a');
});

it('one on another computer, in another folder, or that tells no folder has none', async () => {
  expect(await viaOf([ssh('10.9.9.9')])).toBeNull();
  expect(await viaOf([ssh('127.0.0.1', '/opt/other')])).toBeNull();
  expect(await viaOf([ssh('127.0.0.1')], { ...NODE, home: null })).toBeNull();
  expect(await viaOf([ssh('127.0.0.1')], { ...NODE, home: `${SAG}/elsewhere` })).toBeNull();
});

it('a folder of Windows is told with either stroke and in any case', async () => {
  const home = 'c:/SoftwareAG/EventDataStore';
  expect(await viaOf([ssh('127.0.0.1', 'C:\\SoftwareAG')], { ...NODE, home })).toBe('n-a');
});

it('its host is that of the node beside it, with the passphrase of that node', async () => {
  const gateway = gatewayWith(ssh('127.0.0.1'));
  const { store } = await storeNodeOf(gateway, NODE, surroundings);
  asked.length = 0;
  const way = await storeWayOf(reaches, gateway, store!);
  expect(way).toMatchObject({ kind: 'scripts', host: { where: '127.0.0.1:22' } });
  expect(asked).toEqual([['gw-1', 'n-a']]);
});

it('is by hand where the gateway no longer has what it was reached by', () => {
  const part = { home: null, ip: '', here: true, via: 'n-a', process: null };
  expect(storeReachOf({ nodes: [] }, part)).toEqual({ kind: 'by-hand' });
  const rest = { id: 'n-a', name: 'a', address: 'http://a', reach: { kind: 'rest' as const } };
  expect(storeReachOf({ nodes: [rest] }, part)).toEqual({ kind: 'by-hand' });
  const strange = { folder: '/opt/$(reboot)', instance: '' };
  expect(storeReachOf({ nodes: [], installation: strange }, part)).toEqual({ kind: 'by-hand' });
  expect(storeReachOf({ nodes: [], installation: { folder: SAG, instance: '' } }, part)).toEqual({
    kind: 'scripts',
    installation: { folder: SAG, instance: 'default' },
  });
});
