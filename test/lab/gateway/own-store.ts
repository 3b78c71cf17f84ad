import { type LabServer, type ServerOptions, startServer } from '#lab/servers/start.ts';
import type { GatewayDraft } from '#shared/model/gateway.ts';
import { type GatewayStandIn, startGatewayStandIn } from './stand-in.ts';

/** An installation with its data store, which the gateway does not start along. The scripts of both really work. */
export interface OwnStore {
  server: LabServer;
  gateway: GatewayStandIn;
  /** The gateway as an administrator saves it: the first node runs beside the data store, the others elsewhere. */
  draft: GatewayDraft;
  stop(): Promise<void>;
}

export const NODE_PASSWORD = 'manage';

/** Starts 7.13.0 below the folder of an installation, without `path.repo` unless it is given, and nodes before it. */
export async function startOwnStore(nodes: number, options: ServerOptions = {}): Promise<OwnStore> {
  const server = await startServer('7.13.0', { pathRepo: false, ...options, home: 'InternalDataStore' });
  try {
    const gateway = await startGatewayStandIn({
      dataStoreUrl: server.url,
      dataStore: server,
      folder: server.folder,
      nodes,
      password: NODE_PASSWORD,
      lingerSeconds: 0.5,
      bounceSeconds: 0.5,
    });
    const installation = { folder: server.folder, instance: 'default' };
    const draft: GatewayDraft = {
      name: 'Own data store',
      tenant: 'default',
      release: '10.11',
      dataStore: { addresses: [server.url] },
      nodes: gateway.nodes.map((node, at) => ({
        id: node.name,
        name: node.name,
        address: node.url,
        ...(at === 0 ? { reach: { kind: 'scripts', installation } } : {}),
      })),
      nodeUsername: 'Administrator',
      autostart: false,
      readOnly: false,
      installation,
    };
    const stop = async (): Promise<void> => {
      await gateway.stop();
      await server.stop();
    };
    return { server, gateway, draft, stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
