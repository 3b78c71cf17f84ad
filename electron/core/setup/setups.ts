import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { FileChange, FileChanged, SetupChecklist, SetupPlace } from '#shared/model/setup.ts';
import { type NodeSetup, readNodeSetups } from '../elasticsearch/node-setup.ts';
import type { Connections } from '../gateways/connections.ts';
import type { Profiles } from '../gateways/profiles.ts';
import type { Clock } from '../ports.ts';
import { isReady, type NodeFacts, stepsTo } from './checklist.ts';
import { isNodeHere, type LocalStore, localStoreOf } from './local-store.ts';
import { makePathRepoChange, planPathRepo } from './path-repo-change.ts';

/** What a data store needs before backups can go to a place, and what of it is done from here. */
export class Setups {
  readonly #connections: Connections;
  readonly #profiles: Profiles;
  readonly #clock: Clock;

  constructor(parts: { connections: Connections; profiles: Profiles; clock: Clock }) {
    this.#connections = parts.connections;
    this.#profiles = parts.profiles;
    this.#clock = parts.clock;
  }

  /** Asks every server, each time. Changes nothing. */
  async check({ gatewayId, place }: { gatewayId: string; place: SetupPlace }): Promise<SetupChecklist> {
    const { gateway, store, can } = await this.#connections.of(gatewayId);
    const [nodes, local] = await Promise.all([readNodeSetups(store), localStoreOf(gateway)]);
    const facts: NodeFacts[] = [];
    for (const node of nodes) {
      const here = (await isNodeHere(node, local)) ? local : null;
      facts.push({ node, files: here === null ? null : await filesOf(here, can.s3Plugin) });
    }
    const steps = stepsTo(place, facts, can);
    return { steps, ready: isReady(steps), readAt: this.#clock.now() };
  }

  /** The change of `elasticsearch.yml` that allows the folder, to be looked at. */
  async planPathRepo(input: { gatewayId: string; folder: string }): Promise<FileChange> {
    const { node, local } = await this.#here(input.gatewayId);
    return { node: node.name, ...(await planPathRepo(local, input.folder)).change };
  }

  /** Makes the change that was looked at. The server knows of it after its next start. */
  async changePathRepo(input: {
    gatewayId: string;
    folder: string;
    fingerprint: string;
  }): Promise<FileChanged> {
    this.#profiles.changeable(input.gatewayId);
    const { local } = await this.#here(input.gatewayId);
    return makePathRepoChange(local, input.folder, input.fingerprint, this.#clock.now());
  }

  /** The one node whose files are on this computer. Rejects with `setup-by-hand`. */
  async #here(gatewayId: string): Promise<{ node: NodeSetup; local: LocalStore }> {
    const { gateway, store } = await this.#connections.of(gatewayId);
    const [nodes, local] = await Promise.all([readNodeSetups(store), localStoreOf(gateway)]);
    for (const node of nodes) if (local !== null && (await isNodeHere(node, local))) return { node, local };
    const detail =
      gateway.installation === undefined
        ? 'The folder of the installation is not known: it is entered where the gateway is edited.'
        : `No node of the data store runs from ${gateway.installation.folder} on this computer.`;
    throw new AppFailure(appError('setup-by-hand', { detail }));
  }
}

async function filesOf(local: LocalStore, plugin: string): Promise<NonNullable<NodeFacts['files']>> {
  const { folder } = local.store;
  const plugins = await local.files.list(folder === '' ? 'plugins' : `${folder}/plugins`);
  return { pathRepo: local.store.pathRepo, hasPlugin: plugins.includes(plugin), keys: null };
}
