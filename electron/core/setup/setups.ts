import { type AppError, AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type {
  FileChange,
  FileChanged,
  KeysAdded,
  PluginFile,
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
import type { Reaches } from '../hosts/reaches.ts';
import { takeLock } from '../operations/lock.ts';
import type { EnginePorts } from '../ports.ts';
import { isReady, keysOf, type NodeFacts, stepsTo } from './checklist.ts';
import { makePathRepoChange, planPathRepo } from './path-repo-change.ts';
import { type PluginZip, readPluginZip, refused } from './plugin-zip.ts';
import type { ReachedStore } from './reached-store.ts';
import { besideStore, restartWhy } from './restart-due.ts';
import { type Inside, type KnownPlace, storeOfNode, withStores } from './stores.ts';
import { addToKeystore, installPlugin, installPluginZip, listKeystore } from './tools.ts';

export interface SetupParts {
  connections: Connections;
  profiles: Profiles;
  reaches: Reaches;
  ports: EnginePorts;
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
  readonly #reaches: Reaches;
  readonly #ports: EnginePorts;
  readonly #restartDue: SetupParts['restartDue'];

  constructor(parts: SetupParts) {
    this.#connections = parts.connections;
    this.#profiles = parts.profiles;
    this.#reaches = parts.reaches;
    this.#ports = parts.ports;
    this.#restartDue = parts.restartDue;
  }

  /** Asks every server, each time. Changes nothing. */
  async check({ gatewayId, place, inside }: PlaceToCheck): Promise<SetupChecklist> {
    const { gateway, store, can } = await this.#connections.of(gatewayId);
    const nodes = await readNodeSetups(store);
    return withStores({ gateway, inside }, this.#reaches, async (stores) => {
      const facts: NodeFacts[] = [];
      for (const node of nodes) {
        const found = await storeOfNode(node, stores);
        const asksKeys = place.kind === 's3' && !can.keysInSettings && node.plugins.has(can.s3Plugin);
        const files = found === null ? null : await filesOf(found.reached, can.s3Plugin, asksKeys);
        facts.push({ node, files });
      }
      const steps = stepsTo(place, facts, can);
      return { steps, problems: stores.problems, ready: isReady(steps), readAt: this.#ports.clock.now() };
    });
  }

  /** The change of `elasticsearch.yml` that allows the folder, to be looked at. */
  async planPathRepo(input: OfNode & { folder: string }): Promise<FileChange> {
    return this.#at(input, async ({ node, reached }) => ({
      node: node.name,
      ...(await planPathRepo(reached, input.folder)).change,
    }));
  }

  /**
   * Makes the change that was looked at. The server knows of it after its next start. This and the changes below reject
   * with `operation-running` while something else changes the data store or restarts it (E17).
   */
  async changePathRepo(input: OfNode & { folder: string; fingerprint: string }): Promise<FileChanged> {
    const gateway = this.#profiles.changeable(input.gatewayId);
    return this.#alone(input, 'Change of path.repo', async (at) => {
      const changed = await makePathRepoChange(
        at.reached,
        input.folder,
        input.fingerprint,
        this.#ports.clock.now(),
      );
      await this.#askForRestart(gateway, at, restartWhy.pathRepo);
      return changed;
    });
  }

  /** Looks at the zip of a plugin and says whether it fits a node. Nothing is sent. */
  async lookAtPlugin(input: OfNode & { file: string }): Promise<PluginFile> {
    const { file } = input;
    const zip = await readPluginZip(file);
    return this.#at(input, ({ node, can }) => {
      const error = refusalOf(file, zip, node, can);
      return Promise.resolve({ node: node.name, nodeVersion: node.version, file, ...zip, error });
    });
  }

  /**
   * Installs the plugin for S3 on a node whose files are within reach, from a zip that was looked at or by what the
   * script of the data store fetches. The server knows of it after its next start.
   */
  async installPlugin(
    input: OfNode & { zip?: { file: string; sha256: string } | undefined },
  ): Promise<ScriptRun> {
    const gateway = this.#profiles.changeable(input.gatewayId);
    return this.#alone(input, 'Installation of a plugin', async (at) => {
      const { node, reached, can } = at;
      if (node.plugins.has(can.s3Plugin)) throw byHand(`${can.s3Plugin} is there already.`);
      if (can.s3IsModule) throw byHand(`${can.s3Plugin} is a part of Elasticsearch from 8.0 on.`);
      const installed =
        input.zip === undefined
          ? await installPlugin(reached, can)
          : await this.#fromZip(input.zip, { node, reached, can });
      await this.#askForRestart(gateway, at, restartWhy.plugin);
      return { node: node.name, ...installed };
    });
  }

  /**
   * Puts the keys into the keystore of a node whose files are within reach, and lets running servers read it again
   * where they can. Refused while its plugin is missing: the data store would no longer start.
   */
  async addKeys(input: OfNode & { client: string; keys: S3Keys }): Promise<KeysAdded> {
    this.#profiles.changeable(input.gatewayId);
    return this.#alone(input, 'Change of the keystore', async ({ node, reached, can, store }) => {
      if (can.keysInSettings) throw byHand('On this version keys are settings of the repository.');
      if (!node.plugins.has(can.s3Plugin))
        throw byHand(`${can.s3Plugin} comes first: with a key and without it the data store does not start.`);
      const [access = '', secret = ''] = keysOf(input.client);
      await addToKeystore(
        reached,
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
    });
  }

  async #fromZip(
    { file, sha256 }: { file: string; sha256: string },
    { node, reached, can }: Pick<AtNode, 'node' | 'reached' | 'can'>,
  ): ReturnType<typeof installPluginZip> {
    const zip = await readPluginZip(file);
    if (zip.sha256 !== sha256) throw new AppFailure(appError('setup-outdated', { what: file }));
    const error = refusalOf(file, zip, node, can);
    if (error !== null) throw new AppFailure(error);
    return installPluginZip(reached, can, file);
  }

  /** Without autostart the node whose files were changed has to be restarted for itself, too. */
  async #askForRestart(
    gateway: GatewayProfile,
    { node, store, place }: Pick<AtNode, 'node' | 'store' | 'place'>,
    why: string,
  ): Promise<void> {
    const own = gateway.autostart ? [] : [await processOf(store, node)];
    await this.#restartDue(gateway, besideStore(gateway, place), why, own);
  }

  /** The same as below for a change: nobody else of ours edits these files or restarts the data store meanwhile. */
  async #alone<Result>(input: OfNode, what: string, use: (at: AtNode) => Promise<Result>): Promise<Result> {
    return this.#at(input, async (at) => {
      const lock = await takeLock(this.#ports, at.storeKey, what);
      try {
        return await use(at);
      } finally {
        await lock.release();
      }
    });
  }

  /** Runs with one node whose files are within reach. Rejects with `setup-by-hand` where there is none. */
  async #at<Result>(input: OfNode, use: (at: AtNode) => Promise<Result>): Promise<Result> {
    const { gateway, store, can, storeKey } = await this.#connections.of(input.gatewayId);
    const all = await readNodeSetups(store);
    const nodes = all.filter(({ name }) => input.node === undefined || name === input.node);
    return withStores({ gateway, inside: input.inside }, this.#reaches, async (stores) => {
      for (const node of nodes) {
        const found = await storeOfNode(node, stores);
        if (found !== null) return use({ node, store, can, storeKey, ...found });
      }
      const which = input.node ?? 'a node of the data store';
      throw byHand(
        [`The files of ${which} are not within reach: its folder is entered where the gateway is edited.`]
          .concat(stores.problems.map(({ title, cause }) => `${title} ${cause}`))
          .join(' '),
      );
    });
  }
}

interface PlaceToCheck extends Inside {
  gatewayId: string;
  place: SetupPlace;
}

/** A node of the data store by its name; without one the first whose files are within reach. */
interface OfNode extends Inside {
  gatewayId: string;
  node?: string | undefined;
}

interface AtNode {
  node: NodeSetup;
  place: KnownPlace;
  reached: ReachedStore;
  store: DataStoreClient;
  storeKey: string;
  can: Capabilities;
}

/** Why the plugin of a zip cannot be installed on a node; `null` when it can. */
function refusalOf(
  file: string,
  zip: PluginZip,
  node: NodeSetup,
  { s3Plugin }: Capabilities,
): AppError | null {
  const refuse = (detail: string): AppError => refused(file, detail).value;
  if (zip.name !== s3Plugin) return refuse(`It holds the plugin ${zip.name}; ${s3Plugin} is needed.`);
  if (zip.elasticsearchVersion === node.version) return null;
  return refuse(
    `It was made for Elasticsearch ${zip.elasticsearchVersion}; ${node.name} is ${node.version}.`,
  );
}

const byHand = (detail: string): AppFailure => new AppFailure(appError('setup-by-hand', { detail }));

async function filesOf(
  reached: ReachedStore,
  plugin: string,
  asksKeys: boolean,
): Promise<NonNullable<NodeFacts['files']>> {
  const { folder } = reached.store;
  // A keystore that cannot be asked is one that is not known, which the step says.
  const keys = asksKeys ? await listKeystore(reached).catch(() => null) : null;
  const plugins = await reached.files.list(folder === '' ? 'plugins' : `${folder}/plugins`);
  return {
    where: reached.where,
    pathRepo: reached.store.pathRepo,
    hasPlugin: plugins.includes(plugin),
    keys,
  };
}
