import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { scriptEnvironment } from './command.ts';

/** What the account of this program has for SSH and for scripts. */
export interface HostSurroundings {
  home: string;
  /** Where the key agent listens; `null` when there is none. `pageant` stands for PuTTY's. */
  agent: string | null;
  knownHosts: readonly string[];
  /** The environment of scripts that are run here. */
  env: NodeJS.ProcessEnv;
}

/** The surroundings of this process, as OpenSSH would take them. */
export function systemSurroundings(): HostSurroundings {
  const home = homedir();
  const { SSH_AUTH_SOCK: socket, ProgramData: shared } = process.env;
  const isWindows = process.platform === 'win32';
  const everybody = isWindows
    ? path.join(shared ?? 'C:\\ProgramData', 'ssh', 'ssh_known_hosts')
    : '/etc/ssh/ssh_known_hosts';
  return {
    home,
    agent: socket ?? (isWindows ? windowsAgent() : null),
    knownHosts: [path.join(home, '.ssh', 'known_hosts'), path.join(home, '.ssh', 'known_hosts2'), everybody],
    env: scriptEnvironment(process.env),
  };
}

/** Windows has an agent of its own under a fixed name; where it does not run, PuTTY's may. */
function windowsAgent(): string {
  const pipe = '\\\\.\\pipe\\openssh-ssh-agent';
  return existsSync(pipe) ? pipe : 'pageant';
}
