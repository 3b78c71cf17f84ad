import { copyFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { supervise } from '#lab/processes/supervised.ts';
import { INSTALLATION, writeInstallation } from './installation.ts';
import { GatewayNode } from './node-server.ts';
import type { DataStoreControl, StandInOptions } from './types.ts';

export type { GatewayNode } from './node-server.ts';
export type { StandInOptions } from './types.ts';

/** A stand-in for API Gateway, which is a commercial product: its nodes, and the folder of each. */
export interface GatewayStandIn {
  readonly nodes: [GatewayNode, ...GatewayNode[]];
  /** The installation tree of the first node. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** Starts the nodes on free loopback ports. Their files vanish with this process, however it ends. */
export async function startGatewayStandIn(options: StandInOptions): Promise<GatewayStandIn> {
  const settings = {
    tenant: 'default',
    user: 'Administrator',
    password: 'manage',
    bounceSeconds: 3,
    lingerSeconds: 5,
    behaviour: 'normal' as const,
    restShutdown: true,
    autostart: false,
    ...options,
  };
  const supervised = supervise('gateway', { realDisk: true });
  const nodes = Array.from(
    { length: options.nodes ?? 1 },
    (_, at) => new GatewayNode(`node${at + 1}`, settings),
  );
  const control = createServer((request, reply) => {
    obey(nodes, options.dataStore, request.url ?? '').then(
      (said) => reply.writeHead(200).end(`${said}\n`),
      (error: unknown) => reply.writeHead(500).end(`${String(error)}\n`),
    );
  });
  const stop = async (): Promise<void> => {
    for (const node of nodes) await node.retire();
    control.close();
    control.closeAllConnections();
    await supervised.stop();
  };
  try {
    const controlUrl = await listen(control);
    for (const [at, node] of nodes.entries()) {
      const own = path.join(supervised.folder, node.name);
      node.folder = at === 0 ? (options.folder ?? own) : own;
      writeInstallation(node.folder, `${controlUrl}/${node.name}`, settings);
      await node.start();
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const [first, ...others] = nodes;
  if (first === undefined) throw new Error('A gateway has at least one node');
  return { nodes: [first, ...others], folder: first.folder, stop };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

// What a script of the installation asks for: /<node>/<action>.
async function obey(
  nodes: GatewayNode[],
  dataStore: DataStoreControl | undefined,
  url: string,
): Promise<string> {
  const [, name, action = ''] = url.split('/');
  const node = nodes.find((candidate) => candidate.name === name);
  if (node === undefined) throw new Error(`No node ${String(name)}`);
  if (action.startsWith('store-')) return obeyStore(node, dataStore, action);
  if (action === 'start') node.startUp();
  else if (action === 'stop') node.shutDown(false);
  else if (action === 'bounce') node.shutDown(true);
  else throw new Error(`No action ${action}`);
  return `${action} of ${node.name} requested`;
}

async function obeyStore(
  node: GatewayNode,
  dataStore: DataStoreControl | undefined,
  action: string,
): Promise<string> {
  if (dataStore === undefined) throw new Error('This stand-in controls no data store');
  if (action === 'store-stop') {
    await dataStore.kill9();
  } else {
    // The installation's yml is the one that an administrator edits.
    const edited = path.join(node.folder, INSTALLATION.yml);
    if (edited !== dataStore.configFile) copyFileSync(edited, dataStore.configFile);
    await dataStore.restart();
  }
  return `${action} done`;
}
