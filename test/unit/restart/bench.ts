import { CallLog } from '#core/elasticsearch/call-log.ts';
import { NodeClient } from '#core/gateways/node-client.ts';
import { Operations } from '#core/operations/registry.ts';
import type { EnginePorts, Timing } from '#core/ports.ts';
import { Restarts } from '#core/restart/restarts.ts';
import type { StoreAccess } from '#core/restart/store-look.ts';
import type { StoreHealth } from '#core/restart/store-watch.ts';
import type { RestartWay } from '#core/restart/ways.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { Operation } from '#shared/model/operation.ts';
import type { PendingRestart } from '#shared/model/restart.ts';
import { MemoryFiles, quietPorts } from '../memory.ts';
import { FakeGateway, type FakeGatewayOptions } from './fake-gateway.ts';

export const FAST: Timing = {
  stalledMs: 1_000,
  nodeDownMs: 1_000,
  nodeBackMs: 1_000,
  nodeQuietMs: 150,
  failedForMs: 100,
  pollFirstMs: 5,
  pollLongestMs: 20,
};

/** Where every node does what it is told, nothing depends on how busy this machine is. */
const PATIENT: Partial<Timing> = { nodeDownMs: 15_000, nodeBackMs: 15_000 };
/** Where a deadline is what is tested. */
export const IMPATIENT: Partial<Timing> = { nodeDownMs: FAST.nodeDownMs, nodeBackMs: FAST.nodeBackMs };

export interface Bench {
  gateway: GatewayProfile;
  nodes: FakeGateway[];
  restarts: Restarts;
  operations: Operations;
  calls: CallLog;
  files: MemoryFiles;
  ports: EnginePorts;
  /** Payloads of the `restart` event. */
  events: { at: number; pending: PendingRestart | null }[];
  /** Restarts nodes and waits for the end. */
  run(...nodeIds: string[]): Promise<Operation>;
  close(): Promise<void>;
}

export interface BenchOptions {
  nodes: FakeGatewayOptions[];
  password?: string;
  autostart?: boolean;
  storeHealth?: () => StoreHealth;
  /** How every node of the gateway is restarted. Default: over REST. */
  way?: RestartWay;
  /** How nodes of the data store are restarted for themselves. Default: there is none. */
  store?: StoreAccess;
  files?: MemoryFiles;
  timing?: Partial<Timing>;
}

/** Real servers for the nodes, real clients, short deadlines where they are met; files in memory. */
export async function bench(options: BenchOptions): Promise<Bench> {
  const nodes = await Promise.all(options.nodes.map((one) => new FakeGateway(one).listen()));
  const gateway: GatewayProfile = {
    id: 'gw-1',
    createdAt: 1,
    name: 'Production EU',
    tenant: 'default',
    release: '10.11',
    dataStore: { addresses: ['http://127.0.0.1:1'] },
    nodes: nodes.map((node, i) => ({ id: `n${i}`, name: `node-${i}`, address: node.address })),
    nodeUsername: 'Administrator',
    autostart: options.autostart ?? false,
    readOnly: false,
  };
  const files = options.files ?? new MemoryFiles();
  const events: Bench['events'] = [];
  const obeys = options.nodes.every((node) => node.neverDown !== true && node.neverBack !== true);
  const timing = { ...FAST, ...(obeys ? PATIENT : {}), ...options.timing };
  const ports = quietPorts(files, timing, (name, payload) => {
    if (name === 'restart' && 'pending' in payload)
      events.push({ at: performance.now(), pending: payload.pending });
  });
  const operations = new Operations(ports);
  const calls = new CallLog();
  const restarts = new Restarts({
    ports,
    operations,
    clientOf: (_, nodeId) => {
      const node = gateway.nodes.find((one) => one.id === nodeId)!;
      const access = {
        node,
        release: gateway.release,
        username: 'Administrator',
        password: options.password,
      };
      return Promise.resolve(
        new NodeClient(access, calls, ports.clock, { healthMs: 10_000, changeMs: 10_000 }),
      );
    },
    wayOf: () => Promise.resolve(options.way ?? { kind: 'rest' }),
    store: options.store ?? noStore,
    storeKey: () => Promise.resolve('store'),
    storeHealth: () => Promise.resolve((options.storeHealth ?? green)()),
  });
  return {
    gateway,
    nodes,
    restarts,
    operations,
    calls,
    files,
    ports,
    events,
    run: async (...nodeIds) => operations.ended(await restarts.start(gateway, nodeIds)),
    close: async () => {
      await restarts.stop();
      await Promise.all(nodes.map((node) => node.close()));
    },
  };
}

export const noStore: StoreAccess = {
  processes: () => Promise.resolve([]),
  work: () => Promise.resolve([]),
  wayOf: () => Promise.resolve({ kind: 'by-hand' }),
  isHere: () => Promise.resolve(false),
};

const green = (): StoreHealth => ({ nodes: 3, health: 'green' });
