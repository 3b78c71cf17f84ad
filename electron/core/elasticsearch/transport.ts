import { Agent } from 'node:http';
import {
  type ConnectionPoolOptions,
  HttpConnection,
  Serializer,
  Transport,
  type TransportOptions,
  WeightedConnectionPool,
} from '@elastic/transport';
import type { TlsChoice } from '../tls/material.ts';
import { TrustingAgent } from '../tls/trusting-agent.ts';

export interface StoreAddress {
  addresses: readonly string[];
  username?: string | undefined;
  password?: string | undefined;
  /** `id:key` or its base64; takes the place of user and password. */
  apiKey?: string | undefined;
  /** Left out: the authorities that this computer trusts. */
  tls?: TlsChoice | undefined;
}

const SYSTEM_TRUST: TlsChoice = { trust: { kind: 'system' } };
/** As the library's own. */
const SOCKETS = { keepAlive: true, keepAliveMsecs: 1_000, maxSockets: 256, scheduling: 'lifo' } as const;

export interface StoreTransport {
  transport: Transport;
  /** Ends all connections; requests on their way have their answers first. */
  close(): Promise<void>;
}

/**
 * The transport of the official client without the client around it, which refuses servers without the product
 * header after it has already sent the request, speaks a media type that only its own major understands, and repeats
 * writes. Plain JSON, sent once, works from 2.3 to 9.x (decision 3). `timeoutMs` ends a request without one of its own.
 */
export function openTransport(store: StoreAddress, timeoutMs: number): StoreTransport {
  const auth = authOf(store);
  const pool = new WeightedConnectionPool({
    Connection: HttpConnection,
    resurrectStrategy: 'ping',
    agent: ({ url }) =>
      url.protocol === 'https:'
        ? new TrustingAgent(store.tls ?? SYSTEM_TRUST, timeoutMs, SOCKETS)
        : new Agent(SOCKETS),
    ...(auth === null ? {} : { auth }),
  });
  pool.addConnection(store.addresses.map((address) => ({ url: new URL(address), timeout: timeoutMs })));
  const options: Omit<TransportOptions, 'productCheck'> & { productCheck: null } = {
    connectionPool: pool,
    serializer: new Serializer({ enablePrototypePoisoningProtection: true }),
    maxRetries: 0,
    requestTimeout: timeoutMs,
    enableMetaHeader: false,
    productCheck: null,
    vendoredHeaders: {
      jsonContentType: 'application/json',
      ndjsonContentType: 'application/x-ndjson',
      accept: 'application/json',
    },
  };
  // The type knows only names of products; the transport itself treats null as "no check".
  const transport = new Transport(options as unknown as TransportOptions);
  return { transport, close: () => pool.empty() };
}

function authOf(store: StoreAddress): NonNullable<ConnectionPoolOptions['auth']> | null {
  const { username, password, apiKey } = store;
  if (apiKey !== undefined) {
    return { apiKey: apiKey.includes(':') ? Buffer.from(apiKey, 'utf8').toString('base64') : apiKey };
  }
  return username === undefined || username === '' ? null : { username, password: password ?? '' };
}
