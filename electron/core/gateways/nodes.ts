import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { Trust } from '#shared/model/trust.ts';
import { CallLog } from '../elasticsearch/call-log.ts';
import type { Clock } from '../ports.ts';
import type { Connections } from './connections.ts';
import { NodeClient } from './node-client.ts';
import type { Profiles } from './profiles.ts';

/** Clients for the nodes of gateways, with the user and password of the gateway. */
export class Nodes {
  readonly #profiles: Profiles;
  readonly #connections: Connections;
  readonly #clock: Clock;

  constructor(profiles: Profiles, connections: Connections, clock: Clock) {
    this.#profiles = profiles;
    this.#connections = connections;
    this.#clock = clock;
  }

  async all(gateway: GatewayProfile): Promise<ReadonlyMap<string, NodeClient>> {
    const password = (await this.#profiles.secret(gateway.id, 'node')) ?? undefined;
    const log = this.#connections.calls(gateway.id);
    return new Map(
      gateway.nodes.map((node) => [
        node.id,
        new NodeClient(
          {
            node,
            release: gateway.release,
            username: gateway.nodeUsername,
            password,
            trust: gateway.nodeTrust,
          },
          log,
          this.#clock,
        ),
      ]),
    );
  }

  /** Nodes that can be quiesced: without a user there is nobody to ask as. */
  async quiescable(gateway: GatewayProfile): Promise<ReadonlyMap<string, NodeClient>> {
    const nodes = await this.all(gateway);
    return gateway.nodeUsername === undefined || gateway.nodeUsername === '' ? new Map() : nodes;
  }

  async one(gateway: GatewayProfile, nodeId: string): Promise<NodeClient> {
    const found = (await this.all(gateway)).get(nodeId);
    if (found === undefined)
      throw new AppFailure(appError('input-invalid', { detail: 'the gateway has no such node' }));
    return found;
  }

  /** Whether something healthy answers at an address; for the connection test, before anything is saved. */
  async isUp(address: string, trust: Trust): Promise<boolean> {
    const access = { node: { name: address, address }, release: '10.11', trust } as const;
    return (await new NodeClient(access, new CallLog(), this.#clock).health()).up;
  }
}
