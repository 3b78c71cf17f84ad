import { realpath, stat } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { InstalledStore } from '#shared/model/installation.ts';
import type { NodeSetup } from '../elasticsearch/node-setup.ts';
import type { InstallationFiles } from '../installation/files.ts';
import { localFiles } from '../installation/local-files.ts';
import { readInstallation } from '../installation/read.ts';

/** The data store of a gateway whose files are on this computer. */
export interface LocalStore {
  files: InstallationFiles;
  store: InstalledStore;
  /** Whole path of its folder, links resolved. */
  home: string;
}

/** Finds it by the folder that is saved with the gateway. `null`, when there is none or it cannot be read. */
export async function localStoreOf(gateway: GatewayProfile): Promise<LocalStore | null> {
  const { installation } = gateway;
  if (installation === undefined) return null;
  try {
    const files = localFiles(installation.folder);
    const { review } = await readInstallation(files, installation.instance);
    if (review.store === null) return null;
    const home = await realpath(path.join(installation.folder, ...review.store.folder.split('/')));
    return { files, store: review.store, home };
  } catch {
    return null;
  }
}

/**
 * Whether a running node is the one whose files these are. The same folder is not enough: nodes of a cluster are
 * usually installed in the same place, each on its own machine.
 */
export async function isNodeHere(
  node: Pick<NodeSetup, 'home' | 'name' | 'ip'>,
  local: LocalStore | null,
): Promise<boolean> {
  if (local === null || node.home === null) return false;
  const home = await realpath(node.home).catch(() => null);
  if (home !== local.home) return false;
  const name = local.store.nodeName;
  return name === null || name.includes('${') ? isOwnAddress(node.ip) : name === node.name;
}

/** The user the data store belongs to; `null` on Windows, where rights are inherited from the folder. */
export async function ownerOf(local: LocalStore): Promise<{ uid: number; gid: number } | null> {
  if (process.platform === 'win32') return null;
  const { uid, gid } = await stat(path.join(local.home, 'config'));
  return { uid, gid };
}

function isOwnAddress(ip: string): boolean {
  if (ip.startsWith('127.') || ip === '::1') return true;
  return Object.values(networkInterfaces()).some(
    (addresses) => addresses?.some((one) => one.address === ip) === true,
  );
}
