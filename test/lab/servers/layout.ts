import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { isRoot } from '#lab/processes/debian.ts';
import { linkTree } from '#lab/processes/link-tree.ts';
import { type Release, release, type ServerVersion } from './releases.ts';

/** The uid and gid that servers run as when we are root: Elasticsearch refuses root. */
export const NOBODY = 65534;

/** The folders of one started server, all below its temp folder. */
export interface ServerFolders {
  home: string;
  config: string;
  data: string;
  logs: string;
  tmp: string;
  user: string;
}

/** How a node finds its cluster. */
interface ClusterOptions {
  /** Name of the node that founds it. */
  founder: string;
  /** Transport ports of nodes that are there already. */
  seeds: number[];
}

export interface ServerOptions {
  /**
   * Entries of path.repo; false for none. Default: `<folder>/repo` and `<folder>/archives`. A function gets the folder
   * of the server.
   */
  pathRepo?: string[] | false | ((folder: string) => string[]);
  /** More lines for elasticsearch.yml; a key given here replaces the lab's own. */
  extraYml?: string[];
  /** It speaks https only, with this certificate; from 8.x on. */
  tls?: { cert: string; key: string; ca: string };
  heapMb?: number;
  /** Name of its home below its folder, as in the installation of a gateway. Default: `server`. */
  home?: string;
  name?: string;
  /** Leaves out the plugins of the release, on one node of a cluster for example. */
  withoutPlugins?: boolean;
  /** A node of a cluster instead of one that is alone. */
  cluster?: ClusterOptions;
  /** Data and repositories on the disk even where memory could hold them; for tests about a disk. */
  realDisk?: boolean;
}

/**
 * Lays out distribution (linked), config (copied), logs, tmp and HOME below `folder`. Data and the two default
 * repositories are in `fastFolder`; the repositories are reached by links below `folder`.
 */
export function layOut(
  dist: string,
  folder: string,
  fastFolder: string,
  { withoutPlugins = false, home: name = 'server' }: ServerOptions = {},
): ServerFolders {
  const home = path.join(folder, name);
  const parts = ['bin', 'lib', 'modules', ...(withoutPlugins ? [] : ['plugins'])];
  for (const part of parts) {
    if (existsSync(path.join(dist, part))) linkTree(path.join(dist, part), path.join(home, part));
  }
  const config = path.join(home, 'config');
  cpSync(path.join(dist, 'config'), config, { recursive: true });
  mkdirSync(path.join(home, 'plugins'), { recursive: true });
  const own = {
    data: path.join(fastFolder, 'data'),
    logs: path.join(folder, 'logs'),
    tmp: path.join(folder, 'tmp'),
  };
  const user = path.join(folder, 'user');
  if (fastFolder !== folder) {
    for (const name of ['repo', 'archives']) {
      mkdirSync(path.join(fastFolder, name));
      symlinkSync(path.join(fastFolder, name), path.join(folder, name));
    }
  }
  for (const made of [...Object.values(own), user]) mkdirSync(made, { recursive: true });
  return { home, config, ...own, user };
}

/** Makes the repository folders (the default ones even when path.repo is off), and gives everything the server writes to its user. */
export function handOver(folders: ServerFolders, repositories: string[]): void {
  for (const repository of repositories) mkdirSync(repository, { recursive: true });
  if (!isRoot()) return;
  const { config, data, logs, tmp, user, home } = folders;
  for (const top of [config, data, logs, tmp, user, ...repositories]) giveAway(top);
  // Tests that install a plugin write here; the links inside stay with root.
  chownSync(path.join(home, 'plugins'), NOBODY, NOBODY);
}

function giveAway(file: string): void {
  chownSync(file, NOBODY, NOBODY);
  const entries = readdirSync(file, { withFileTypes: true });
  for (const entry of entries) {
    const child = path.join(file, entry.name);
    if (entry.isDirectory()) giveAway(child);
    else chownSync(child, NOBODY, NOBODY);
  }
  chmodSync(file, 0o755);
}

/** Writes elasticsearch.yml and jvm.options. */
export function configure(
  version: ServerVersion,
  folders: ServerFolders,
  ports: { http: number; transport: number },
  repositories: string[],
  options: ServerOptions,
): void {
  const row = release(version);
  const extra = [...(options.extraYml ?? []), ...tlsYml(folders, options)];
  const lines = mergeYml(ymlOf(row, folders, ports, repositories, options), extra);
  writeFileSync(path.join(folders.config, 'elasticsearch.yml'), `${lines.join('\n')}\n`);
  if (row.launch === 'script') {
    writeFileSync(path.join(folders.config, 'jvm.options'), `${jvmOptions(folders, options).join('\n')}\n`);
  }
}

function ymlOf(
  row: Release,
  folders: ServerFolders,
  ports: { http: number; transport: number },
  repositories: string[],
  options: ServerOptions,
): string[] {
  const repo = repositories.length === 0 ? [] : [`path.repo: ${JSON.stringify(repositories)}`];
  return [
    'cluster.name: SAG_EventDataStore',
    `node.name: ${options.name ?? 'lab'}`,
    `path.data: ${folders.data}`,
    `path.logs: ${folders.logs}`,
    ...repo,
    'network.host: 127.0.0.1',
    `http.port: ${ports.http}`,
    `${row.transportPort}: ${ports.transport}`,
    'cluster.routing.allocation.disk.threshold_enabled: false',
    ...(options.cluster === undefined ? row.yml : clusterYml(row, options.cluster)),
  ];
}

function tlsYml(folders: ServerFolders, { tls }: ServerOptions): string[] {
  if (tls === undefined) return [];
  writeFileSync(path.join(folders.config, 'http.crt'), tls.cert);
  writeFileSync(path.join(folders.config, 'http.key'), tls.key);
  const ssl = 'xpack.security.http.ssl';
  return [`${ssl}.enabled: true`, `${ssl}.key: http.key`, `${ssl}.certificate: http.crt`];
}

function clusterYml(row: Release, { founder, seeds }: ClusterOptions): string[] {
  const others = row.yml.filter((line) => !line.startsWith('discovery.'));
  const hosts = JSON.stringify(seeds.map((port) => `127.0.0.1:${port}`));
  return row.transportPort === 'transport.tcp.port'
    ? [...others, `discovery.zen.ping.unicast.hosts: ${hosts}`, 'discovery.zen.minimum_master_nodes: 1']
    : [
        ...others,
        `discovery.seed_hosts: ${hosts}`,
        `cluster.initial_master_nodes: ${JSON.stringify([founder])}`,
      ];
}

/** Keys are written once: what the caller gives wins. */
function mergeYml(base: string[], extra: string[]): string[] {
  const keyOf = (line: string): string => line.slice(0, line.indexOf(':')).trim();
  const given = new Set(extra.filter((line) => /^\S+:/.test(line)).map(keyOf));
  return [...base.filter((line) => !given.has(keyOf(line))), ...extra];
}

/** Options of a small, quickly starting JVM. */
export function jvmOptions(folders: ServerFolders, options: ServerOptions): string[] {
  return [
    '-Xms128m',
    `-Xmx${options.heapMb ?? 512}m`,
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-XX:-UsePerfData',
    '-XX:+IgnoreUnrecognizedVMOptions',
    // Thread pools follow the processors: with four, two snapshot threads, as on a real host.
    '-XX:ActiveProcessorCount=4',
    `-Djava.io.tmpdir=${folders.tmp}`,
  ];
}
