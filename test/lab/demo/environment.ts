import { type GatewayStandIn, startGatewayStandIn } from '#lab/gateway/stand-in.ts';
import { loadSamples } from '#lab/samples/load.ts';
import { type LabServer, type ServerVersion, startServer } from '#lab/servers/start.ts';
import type { GatewayDraft } from '#shared/model/gateway.ts';

export const DEMO_USER = 'Administrator';
export const DEMO_PASSWORD = 'manage';

/** The release of the gateway that comes with a data store, where it is not that of the demo. */
const RELEASES: Partial<Record<ServerVersion, GatewayDraft['release']>> = {
  '2.3.2': '10.1',
  '9.4.3': '11.1',
};

/** The parts the demo runs against: a real data store with three tenants, and a stand-in of the gateway. */
export interface DemoEnvironment {
  server: LabServer;
  gateway: GatewayStandIn;
  draft: GatewayDraft;
  stop(): Promise<void>;
}

export async function startDemoEnvironment(
  options: { version?: ServerVersion; tenants?: string[]; analyticsDocs?: number; nodes?: number } = {},
): Promise<DemoEnvironment> {
  const server = await startServer(options.version ?? '7.13.0');
  try {
    const { analyticsDocs = 20_000, tenants } = options;
    await loadSamples(server.url, { analyticsDocs, ...(tenants === undefined ? {} : { tenants }) });
    const gateway = await startGatewayStandIn({
      dataStoreUrl: server.url,
      nodes: options.nodes ?? 2,
      user: DEMO_USER,
      password: DEMO_PASSWORD,
      lingerSeconds: 5,
      bounceSeconds: 2,
      dataStore: server,
    });
    const draft: GatewayDraft = {
      name: 'Production EU',
      tenant: 'default',
      release: RELEASES[server.version] ?? '10.11',
      dataStore: { addresses: [server.url] },
      nodes: gateway.nodes.map((node, i) => ({ id: `node-${i + 1}`, name: node.name, address: node.url })),
      nodeUsername: DEMO_USER,
      autostart: false,
      readOnly: false,
    };
    return {
      server,
      gateway,
      draft,
      stop: async () => {
        await gateway.stop();
        await server.stop();
      },
    };
  } catch (thrown) {
    await server.stop();
    throw thrown;
  }
}
