import { createServer, type Server, type Socket } from 'node:net';
import type { Page } from 'playwright';
import { ask, invokeInPage } from './in-page.ts';

/** A gateway whose only node takes every connection and never answers: work on it runs until somebody stops it. */
export interface HangingGateway {
  gatewayId: string;
  /** Starts a restart, which goes on until `fail`. */
  work(page: Page): Promise<string>;
  /** Drops all connections and refuses new ones: what runs fails. */
  fail(): void;
  stop(): void;
}

/** Adds it to the program of the page. */
export async function addHangingGateway(page: Page): Promise<HangingGateway> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => void sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const address = `http://127.0.0.1:${port}`;
  const added = await ask(page, 'gateways.add', {
    draft: {
      name: 'Production',
      tenant: 'default',
      release: '10.15',
      dataStore: { addresses: [address] },
      nodes: [{ id: 'n1', name: 'gw1', address }],
      autostart: false,
      readOnly: false,
    },
    secrets: { dataStorePassword: 'correct-horse-9240' },
  });
  const gatewayId = added.profile.id;
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return {
    gatewayId,
    work: async (from) => {
      await invokeInPage(from, 'restart.request', { gatewayId });
      const started = await ask(from, 'restart.start', { gatewayId, nodeIds: ['n1'] });
      return started.operationId;
    },
    fail: drop,
    stop: drop,
  };
}
