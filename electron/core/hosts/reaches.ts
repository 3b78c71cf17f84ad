import type { GatewayNode } from '#shared/model/gateway.ts';
import type { HostCheck, NodeReach } from '#shared/model/reach.ts';
import type { Host } from './host.ts';
import { checkHost, hostOf } from './hosts.ts';
import { type HostSurroundings, systemSurroundings } from './surroundings.ts';

/** Reads the saved passphrase of the key file of a node. */
export type ReadPassphrase = (gatewayId: string, nodeId: string) => Promise<string | null>;

/** How the nodes of saved gateways are reached beside REST, with the passphrases of the vault. */
export class Reaches {
  readonly #passphraseOf: ReadPassphrase;
  readonly #surroundings: HostSurroundings;

  constructor(passphraseOf: ReadPassphrase, surroundings: HostSurroundings = systemSurroundings()) {
    this.#passphraseOf = passphraseOf;
    this.#surroundings = surroundings;
  }

  /** The host on which the scripts of a node are run; `null` where none are. */
  async hostOf(gatewayId: string, node: Pick<GatewayNode, 'id' | 'reach'>): Promise<Host | null> {
    const passphrase = node.reach?.kind === 'ssh' ? await this.#passphraseOf(gatewayId, node.id) : null;
    return hostOf(node.reach, passphrase, this.#surroundings);
  }

  /** Looks whether the scripts could be run. A passphrase that was not typed is that of the saved node. */
  async check(input: {
    reach: NodeReach;
    passphrase?: string | undefined;
    saved?: { gatewayId: string; nodeId: string } | undefined;
  }): Promise<HostCheck> {
    const { reach, passphrase, saved } = input;
    const kept = saved === undefined ? null : await this.#passphraseOf(saved.gatewayId, saved.nodeId);
    return checkHost(reach, passphrase ?? kept, this.#surroundings);
  }
}
