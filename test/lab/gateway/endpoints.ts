import type { IncomingMessage } from 'node:http';
import { storeHealth } from './data-store.ts';
import type { GatewayNode } from './node-server.ts';
import type { QuiesceState } from './types.ts';

/** A health report: one status and the reports of the parts. */
interface Health {
  status: string;
  [part: string]: unknown;
}

type Answer = [status: number, content: object];
type Handler = (node: GatewayNode, body: string) => Answer | Promise<Answer>;

const BASE = '/rest/apigateway';

const OPEN: Record<string, Handler> = {
  [`GET ${BASE}/health`]: async (node) => {
    const { status } = await storeHealth(node.settings.dataStoreUrl);
    return status === 'red' ? [500, { status }] : [200, { status: 'green' }];
  },
};

const GUARDED: Record<string, Handler> = {
  [`GET ${BASE}/health/engine`]: async (node) => withStatus(await engine(node)),
  [`GET ${BASE}/health/admin`]: () => withStatus(admin()),
  [`GET ${BASE}/health/externalServices`]: () => [200, { status: 'green' }],
  [`GET ${BASE}/health/all`]: async (node) => {
    const parts = await engine(node);
    return withStatus({ status: parts.status, engine: parts, admin: admin() });
  },
  [`GET ${BASE}/is/serverinfo`]: (node) => [
    200,
    {
      serverName: node.name,
      startTime: new Date(node.startedAt).toISOString(),
      uptimeMs: Date.now() - node.startedAt,
      loadedApis: node.loadedApis,
    },
  ],
  [`POST ${BASE}/shutdown`]: (node, body) => shutdown(node, body),
  [`GET ${BASE}/quiescemode`]: (node) =>
    node.settings.restShutdown ? [200, { ...node.quiesce, status: 'success' }] : missing(),
  [`PUT ${BASE}/quiescemode`]: (node, body) => quiesce(node, body),
  'POST /invoke/wm.server.admin/shutdown': (node, body) => {
    const asked = parse(body);
    if (asked === undefined) return [400, { message: 'Bad request' }];
    node.shutDown(asked.bounce === 'yes');
    return [200, { message: 'Server shutdown is in progress.' }];
  },
};

/** Status and content for one request to a node. */
export async function answer(node: GatewayNode, request: IncomingMessage, body: string): Promise<Answer> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const route = `${request.method ?? 'GET'} ${pathname}`;
  const open = OPEN[route];
  if (open !== undefined) return open(node, body);
  if (!isAllowed(node, request)) return [401, { message: 'Unauthorized' }];
  return (await GUARDED[route]?.(node, body)) ?? missing();
}

function isAllowed(node: GatewayNode, request: IncomingMessage): boolean {
  const { user, password } = node.settings;
  const expected = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return node.behaviour !== 'reject-password' && request.headers.authorization === expected;
}

function missing(): Answer {
  return [404, { message: 'Not Found' }];
}

function withStatus(content: Health): Answer {
  return [content.status === 'red' ? 500 : 200, content];
}

// A yellow data store still gives a green engine.
async function engine(node: GatewayNode): Promise<Health> {
  const elasticsearch = await storeHealth(node.settings.dataStoreUrl);
  return {
    status: elasticsearch.status === 'red' ? 'red' : 'green',
    elasticsearch,
    is: {
      status: 'green',
      response_time_ms: '30',
      diskspace: { status: 'up' },
      memory: { status: 'up', freemem: '501744736' },
    },
    terracotta: { status: 'green', nodes: '1', healthy_nodes: '1', response_time_ms: '2' },
  };
}

function admin(): Health {
  const overall = { state: 'green', nickname: 'Looking good', icon: 'success', uiColor: 'secondary' };
  return {
    status: 'green',
    ui: { status: 'green', response_time_ms: '10' },
    kibana: { status: { overall }, response_time_ms: '11' },
  };
}

function shutdown(node: GatewayNode, body: string): Answer {
  if (!node.settings.restShutdown) return missing();
  const asked = parse(body) ?? {};
  const { option } = asked;
  const timeout = asked.timeout === undefined ? 10 : Number(asked.timeout);
  const bounce = asBoolean(asked.bounce);
  const isComplete =
    option === 'force' || (option === 'drain' && timeout >= 0 && asked.timeout !== undefined);
  if (bounce === undefined || !isComplete) return [400, { message: 'Bad request payload' }];
  if (node.behaviour === 'fails') return [500, { message: 'Internal error' }];
  node.shutDown(bounce);
  return [200, { bounce, option, timeout: String(timeout), message: 'Server shutdown is in progress.' }];
}

function quiesce(node: GatewayNode, body: string): Answer {
  if (!node.settings.restShutdown) return missing();
  const asked = parse(body);
  const enable = asBoolean(asked?.enable);
  if (enable === undefined || (enable && asked?.block !== 'designtime' && asked?.block !== 'all')) {
    return [400, { message: 'Bad request payload' }];
  }
  if (enable === node.quiesce.enable)
    return [409, { message: `Quiesce mode is already ${enable ? 'enabled' : 'disabled'}.` }];
  const state: QuiesceState = enable
    ? {
        enable,
        block: String(asked?.block),
        ...(Array.isArray(asked?.flush) ? { flush: asked.flush.map(String) } : {}),
      }
    : { enable };
  node.quiesce = state;
  return [200, { ...state, status: 'success' }];
}

function parse(body: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

// The documentation prints these as texts, the interface description as booleans.
function asBoolean(value: unknown): boolean | undefined {
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : undefined;
}
