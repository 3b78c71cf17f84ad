import { isWindowsPath, type NodeReach } from '../model/reach.ts';
import type { RestartNode, StorePart } from '../model/restart.ts';
import { type StoreOwner, storeReachOf } from './store-reach.ts';

/** What an administrator types to restart something, in the ways in which it may have been installed. */
export interface HandCommand {
  way: 'linux' | 'windows' | 'service' | 'docker' | 'kubernetes';
  code: string;
}

const DOCKER: HandCommand = { way: 'docker', code: 'docker restart <container>' };

/** How a node is restarted. One without an address stands for a gateway whose nodes were never entered. */
export function restartReachOf(saved: StoreOwner, node: RestartNode): NodeReach {
  if (node.store !== undefined) return storeReachOf(saved, node.store);
  if (node.address === '') return { kind: 'by-hand' };
  return saved.nodes.find((one) => one.id === node.nodeId)?.reach ?? { kind: 'rest' };
}

/**
 * The commands for a node of the gateway. Where its installation is known they are complete; otherwise every way is
 * there, with places to fill in.
 */
export function nodeCommands(reach: NodeReach): HandCommand[] {
  if (reach.kind === 'scripts' || reach.kind === 'ssh') {
    const { folder, instance } = reach.installation;
    if (isWindowsPath(folder)) return [windowsNode(folder, instance)];
    return [
      {
        way: 'linux',
        code: `cd '${folder}/IntegrationServer'\ncd instances/${instance}/bin\n./shutdown.sh\n./startup.sh`,
      },
    ];
  }
  return [
    { way: 'linux', code: 'cd <install>/profiles/IS_default/bin\n./restart.sh' },
    {
      way: 'windows',
      code: 'cd /d <install>\\IntegrationServer\ncd instances\\default\\bin\nshutdown.bat\nstartup.bat',
    },
    DOCKER,
    { way: 'kubernetes', code: 'kubectl rollout restart \\\n  deployment/<api-gateway>' },
  ];
}

const windowsNode = (folder: string, instance: string): HandCommand => ({
  way: 'windows',
  code: `cd /d "${folder}\\IntegrationServer"\ncd instances\\${instance}\\bin\nshutdown.bat\nstartup.bat`,
});

/** The same for a node of the data store, below the folder that it tells itself. */
export function storeCommands({ home }: StorePart): HandCommand[] {
  if (home !== null && isWindowsPath(home))
    return [{ way: 'windows', code: `cd /d "${home}\\bin"\nshutdown.bat\nstartup.bat` }];
  const folder = home ?? '<install>/InternalDataStore';
  return [
    { way: 'linux', code: `cd '${folder}/bin'\n./shutdown.sh\n./startup.sh` },
    { way: 'service', code: 'sudo systemctl restart elasticsearch' },
    DOCKER,
    { way: 'kubernetes', code: 'kubectl rollout restart \\\n  statefulset/<data-store>' },
  ];
}
