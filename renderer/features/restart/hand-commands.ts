import { isWindowsPath, type NodeReach } from '#shared/model/reach.ts';
import type { StorePart } from '#shared/model/restart.ts';
import { RESTART } from '../../strings/restart.ts';

const TEXTS = RESTART.hand;

export interface HandCommand {
  name: string;
  code: string;
}

/**
 * What an administrator types to restart a node. Where its installation is known the commands are complete; otherwise
 * every way in which it may have been installed is shown, with places to fill in.
 */
export function commandsFor(reach: NodeReach): HandCommand[] {
  if (reach.kind === 'scripts' || reach.kind === 'ssh') {
    const { folder, instance } = reach.installation;
    if (isWindowsPath(folder))
      return [
        {
          name: TEXTS.windows,
          code: `cd /d "${folder}\\IntegrationServer"\ncd instances\\${instance}\\bin\nshutdown.bat\nstartup.bat`,
        },
      ];
    const command = `cd '${folder}/IntegrationServer'\ncd instances/${instance}/bin\n./shutdown.sh\n./startup.sh`;
    return [{ name: TEXTS.script, code: command }];
  }
  return [
    { name: TEXTS.script, code: TEXTS.scriptCommand },
    { name: TEXTS.windows, code: TEXTS.windowsCommand },
    { name: TEXTS.docker, code: TEXTS.dockerCommand },
    { name: TEXTS.kubernetes, code: TEXTS.kubernetesCommand },
  ];
}

/** The same for a node of the data store, below the folder that it tells itself. */
export function storeCommandsFor({ home }: StorePart): HandCommand[] {
  if (home !== null && isWindowsPath(home))
    return [{ name: TEXTS.windows, code: `cd /d "${home}\\bin"\nshutdown.bat\nstartup.bat` }];
  const folder = home ?? RESTART.handStore.folder;
  return [
    { name: TEXTS.script, code: `cd '${folder}/bin'\n./shutdown.sh\n./startup.sh` },
    { name: RESTART.handStore.service, code: RESTART.handStore.serviceCommand },
    { name: TEXTS.docker, code: TEXTS.dockerCommand },
    { name: TEXTS.kubernetes, code: RESTART.handStore.kubernetesCommand },
  ];
}
