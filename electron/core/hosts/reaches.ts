import type { GatewayNode } from '#shared/model/gateway.ts';
import type { HostCheck, NodeReach, SshTarget } from '#shared/model/reach.ts';
import type { Host } from './host.ts';
import { checkHost, hostOf } from './hosts.ts';
import type { SshAccess } from './ssh-connection.ts';
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

  /** How a host is signed in to. A passphrase that was not typed is that of the saved node. */
  async accessTo(input: {
    target: SshTarget;
    passphrase?: string | undefined;
    saved?: { gatewayId: string; nodeId: string } | undefined;
  }): Promise<SshAccess> {
    const passphrase = input.passphrase ?? (await this.#kept(input.saved));
    return { target: input.target, passphrase, surroundings: this.#surroundings };
  }

  /** Looks whether the scripts could be run. A passphrase that was not typed is that of the saved node. */
  async check(input: {
    reach: NodeReach;
    passphrase?: string | undefined;
    saved?: { gatewayId: string; nodeId: string } | undefined;
  }): Promise<HostCheck> {
    const { reach, passphrase, saved } = input;
    return checkHost(reach, passphrase ?? (await this.#kept(saved)), this.#surroundings);
  }

  async #kept(saved: { gatewayId: string; nodeId: string } | undefined): Promise<string | null> {
    return saved === undefined ? null : this.#passphraseOf(saved.gatewayId, saved.nodeId);
  }
}
