import type { GatewayProfile } from '#shared/model/gateway.ts';
import { CallLog } from '../elasticsearch/call-log.ts';
import { type Capabilities, readCapabilities } from '../elasticsearch/capabilities.ts';
import { DataStoreClient } from '../elasticsearch/client.ts';
import type { Clock } from '../ports.ts';
import type { Profiles } from './profiles.ts';
import { storeAccess } from './store-access.ts';

/** One gateway with its data store, as every part of the engine gets it. */
export interface Connection {
  gateway: GatewayProfile;
  store: DataStoreClient;
  can: Capabilities;
  calls: CallLog;
  /** Key of the lock of this data store: its uuid, or its addresses where a server has none. */
  storeKey: string;
  /** All tenants that are known from saved gateways; those told by index names are added when names are read. */
  knownTenants: string[];
}

interface Entry {
  store: Promise<DataStoreClient>;
  calls: CallLog;
}

/** Opens data stores on demand and keeps them open until the gateway is changed. */
export class Connections {
  readonly #profiles: () => Profiles;
  readonly #clock: Clock;
  readonly #idle: (gatewayId: string) => Promise<unknown>;
  readonly #open = new Map<string, Entry>();
  /** Forgotten, and kept for the work that uses them. */
  readonly #leaving = new Set<Entry>();

  /** `idle` resolves when the work on a gateway that goes on now has ended. */
  constructor(profiles: () => Profiles, clock: Clock, idle: (gatewayId: string) => Promise<unknown>) {
    this.#profiles = profiles;
    this.#clock = clock;
    this.#idle = idle;
  }

  /** Connects and reads what the server can do, each time: it may have been upgraded since. */
  async of(gatewayId: string, timeoutMs?: number): Promise<Connection> {
    const gateway = this.#profiles().get(gatewayId);
    const { store, calls } = this.#entry(gateway);
    const client = await store;
    const can = await readCapabilities(client, timeoutMs);
    return {
      gateway,
      store: client,
      can,
      calls,
      storeKey: can.clusterUuid ?? [...gateway.dataStore.addresses].sort().join('_'),
      knownTenants: this.#profiles()
        .all()
        .map((profile) => profile.tenant),
    };
  }

  calls(gatewayId: string): CallLog {
    return this.#entry(this.#profiles().get(gatewayId)).calls;
  }

  /** How many calls were made to its servers; none of a gateway that nobody has connected to. */
  callCount(gatewayId: string): number {
    return this.#open.get(gatewayId)?.calls.made ?? 0;
  }

  /** What connects from now on does so anew. Work that goes on keeps its connection to its end. */
  forget(gatewayId: string): void {
    const entry = this.#open.get(gatewayId);
    if (entry === undefined) return;
    this.#open.delete(gatewayId);
    this.#leaving.add(entry);
    void this.#idle(gatewayId)
      .then(async () => (await entry.store).close())
      .catch(() => undefined)
      .finally(() => this.#leaving.delete(entry));
  }

  async closeAll(): Promise<void> {
    const entries = [...this.#open.values(), ...this.#leaving];
    this.#open.clear();
    await Promise.allSettled(entries.map(async (entry) => (await entry.store).close()));
  }

  #entry(gateway: GatewayProfile): Entry {
    const known = this.#open.get(gateway.id);
    if (known !== undefined) return known;
    const calls = new CallLog();
    const store = this.#profiles()
      .storeSecrets(gateway.id)
      .then((secrets) => new DataStoreClient(storeAccess(gateway.dataStore, secrets), calls, this.#clock));
    const entry = { store, calls };
    this.#open.set(gateway.id, entry);
    // A vault that could not be read may be read the next time.
    store.catch(() => {
      if (this.#open.get(gateway.id) === entry) this.#open.delete(gateway.id);
    });
    return entry;
  }
}
