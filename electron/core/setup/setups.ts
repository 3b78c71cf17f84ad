import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type {
  FileChange,
  FileChanged,
  KeysAdded,
  S3Keys,
  ScriptRun,
  SetupChecklist,
  SetupPlace,
} from '#shared/model/setup.ts';
import type { Capabilities } from '../elasticsearch/capabilities.ts';
import type { DataStoreClient } from '../elasticsearch/client.ts';
import { type NodeProcess, processOf } from '../elasticsearch/node-process.ts';
import { type NodeSetup, readNodeSetups, reloadSecureSettings } from '../elasticsearch/node-setup.ts';
import { failureOf } from '../errors/from-transport.ts';
import type { Connections } from '../gateways/connections.ts';
import type { Profiles } from '../gateways/profiles.ts';
import type { Clock } from '../ports.ts';
import { isReady, keysOf, type NodeFacts, stepsTo } from './checklist.ts';
import { isNodeHere, type LocalStore, localStoreOf } from './local-store.ts';
import { makePathRepoChange, planPathRepo } from './path-repo-change.ts';
import { besideStore, restartWhy } from './restart-due.ts';
import { addToKeystore, installPlugin, listKeystore } from './tools.ts';

export interface SetupParts {
  connections: Connections;
  profiles: Profiles;
  clock: Clock;
  /**
   * Called when nodes of the gateway have to be restarted before a change counts, and with them nodes of the data
   * store that the gateway does not start along.
   */
  restartDue: (
    gateway: GatewayProfile,
    nodeIds: readonly string[],
    why: string,
    stores: readonly NodeProcess[],
  ) => Promise<void>;
}

/** What a data store needs before backups can go to a place, and what of it is done from here. */
export class Setups {
  readonly #connections: Connections;
  readonly #profiles: Profiles;
  readonly #clock: Clock;
  readonly #restartDue: SetupParts['restartDue'];

  constructor(parts: SetupParts) {
    this.#connections = parts.connections;
    this.#profiles = parts.profiles;
    this.#clock = parts.clock;
    this.#restartDue = parts.restartDue;
  }

  /** Asks every server, each time. Changes nothing. */
  async check({ gatewayId, place }: { gatewayId: string; place: SetupPlace }): Promise<SetupChecklist> {
    const { gateway, store, can } = await this.#connections.of(gatewayId);
    const [nodes, local] = await Promise.all([readNodeSetups(store), localStoreOf(gateway)]);
    const facts: NodeFacts[] = [];
    for (const node of nodes) {
      const here = (await isNodeHere(node, local)) ? local : null;
      const asksKeys = place.kind === 's3' && !can.keysInSettings && node.plugins.has(can.s3Plugin);
      facts.push({ node, files: here === null ? null : await filesOf(here, can.s3Plugin, asksKeys) });
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
    const gateway = this.#profiles.changeable(input.gatewayId);
    const { node, local, store } = await this.#here(input.gatewayId);
    const changed = await makePathRepoChange(local, input.folder, input.fingerprint, this.#clock.now());
    await this.#askForRestart(gateway, node, store, restartWhy.pathRepo);
    return changed;
  }

  /** Installs the plugin for S3 on the node whose files are here. The server knows of it after its next start. */
  async installPlugin({ gatewayId }: { gatewayId: string }): Promise<ScriptRun> {
    const gateway = this.#profiles.changeable(gatewayId);
    const { node, local, can, store } = await this.#here(gatewayId);
    if (node.plugins.has(can.s3Plugin)) throw byHand(`${can.s3Plugin} is there already.`);
    if (can.s3IsModule) throw byHand(`${can.s3Plugin} is a part of Elasticsearch from 8.0 on.`);
    const installed = await installPlugin(local, can);
    await this.#askForRestart(gateway, node, store, restartWhy.plugin);
    return { node: node.name, ...installed };
  }

  /**
   * Puts the keys into the keystore of the node whose files are here, and lets running servers read it again where
   * they can. Refused while its plugin is missing: the data store would no longer start.
   */
  async addKeys(input: { gatewayId: string; client: string; keys: S3Keys }): Promise<KeysAdded> {
    this.#profiles.changeable(input.gatewayId);
    const { node, local, can, store } = await this.#here(input.gatewayId);
    if (can.keysInSettings) throw byHand('On this version keys are settings of the repository.');
    if (!node.plugins.has(can.s3Plugin))
      throw byHand(`${can.s3Plugin} comes first: with a key and without it the data store does not start.`);
    const [access = '', secret = ''] = keysOf(input.client);
    await addToKeystore(
      local,
      new Map([
        [access, input.keys.accessKey],
        [secret, input.keys.secretKey],
      ]),
    );
    if (!can.reloadsKeys) return { node: node.name, reloaded: false, error: null };
    try {
      const failed = await reloadSecureSettings(store);
      return { node: node.name, reloaded: !failed.includes(node.name), error: null };
    } catch (thrown) {
      return { node: node.name, reloaded: false, error: failureOf(thrown, store.where).value };
    }
  }

  /** Without autostart the node whose files were changed has to be restarted for itself, too. */
  async #askForRestart(
    gateway: GatewayProfile,
    node: NodeSetup,
    store: DataStoreClient,
    why: string,
  ): Promise<void> {
    const own = gateway.autostart ? [] : [await processOf(store, node)];
    await this.#restartDue(gateway, besideStore(gateway), why, own);
  }

  /** The one node whose files are on this computer. Rejects with `setup-by-hand`. */
  async #here(gatewayId: string): Promise<Here> {
    const { gateway, store, can } = await this.#connections.of(gatewayId);
    const [nodes, local] = await Promise.all([readNodeSetups(store), localStoreOf(gateway)]);
    for (const node of nodes)
      if (local !== null && (await isNodeHere(node, local))) return { node, local, store, can };
    const detail =
      gateway.installation === undefined
        ? 'The folder of the installation is not known: it is entered where the gateway is edited.'
        : `No node of the data store runs from ${gateway.installation.folder} on this computer.`;
    throw byHand(detail);
  }
}

interface Here {
  node: NodeSetup;
  local: LocalStore;
  store: DataStoreClient;
  can: Capabilities;
}

const byHand = (detail: string): AppFailure => new AppFailure(appError('setup-by-hand', { detail }));

async function filesOf(
  local: LocalStore,
  plugin: string,
  asksKeys: boolean,
): Promise<NonNullable<NodeFacts['files']>> {
  const { folder } = local.store;
  // A keystore that cannot be asked is one that is not known, which the step says.
  const keys = asksKeys ? await listKeystore(local).catch(() => null) : null;
  const plugins = await local.files.list(folder === '' ? 'plugins' : `${folder}/plugins`);
  return { pathRepo: local.store.pathRepo, hasPlugin: plugins.includes(plugin), keys };
}
