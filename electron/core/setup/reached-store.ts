import type { InstalledStore } from '#shared/model/installation.ts';
import type { NodeSetup } from '../elasticsearch/node-setup.ts';
import type { ScriptResult } from '../hosts/run-script.ts';
import type { InstallationFiles } from '../installation/files.ts';

/** The only scripts of the data store that are ever run, all in its `bin`. */
export type Tool = 'plugin' | 'elasticsearch-plugin' | 'elasticsearch-keystore';

export interface ToolCall {
  tool: Tool;
  args: readonly string[];
  timeoutMs: number;
  /** Goes to the standard input, where no list of processes shows it. */
  input?: string;
}

/** A data store whose files are within reach, on this computer or over SSH. Whoever opens it closes it. */
export interface ReachedStore {
  /** For people: "this computer", "apigw-eu-a:22". */
  readonly where: string;
  readonly files: InstallationFiles;
  readonly store: InstalledStore;
  /** Whole path of its folder on its machine, links resolved. */
  readonly home: string;
  /** Whether a folder of its machine is the home. */
  isHome(folder: string): Promise<boolean>;
  /** Whether a node has an address of its machine. */
  isMachineOf(node: Pick<NodeSetup, 'ip' | 'host'>): Promise<boolean>;
  /** Runs a script of the data store as its user. Rejects where that cannot be. */
  run(call: ToolCall): Promise<ScriptResult>;
  /** Puts a file of this computer where the scripts can read it, under a URL and for as long as `use` lasts. */
  lend<Result>(file: string, use: (url: string) => Promise<Result>): Promise<Result>;
  close(): void;
}

/**
 * Whether a running node is the one whose files these are. The same folder is not enough: nodes of a cluster are
 * usually installed in the same place, each on its own machine. A name is enough only of files that were entered for
 * the gateway: a copy of an installation on another machine has its folder and its names.
 */
export async function isNodeOf(
  node: Pick<NodeSetup, 'home' | 'name' | 'ip' | 'host'>,
  reached: ReachedStore,
  { entered }: { entered: boolean } = { entered: true },
): Promise<boolean> {
  if (node.home === null || !(await reached.isHome(node.home))) return false;
  const name = reached.store.nodeName;
  if (name === null || name.includes('${')) return reached.isMachineOf(node);
  return name === node.name && (entered || reached.isMachineOf(node));
}
