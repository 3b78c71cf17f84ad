import path from 'node:path';
import { isRoot } from '#lab/processes/debian.ts';
import type { SpawnCommand } from '#lab/processes/protocol.ts';
import { plainEnvironment } from '#lab/processes/supervised.ts';
import { jvmOptions, NOBODY, type ServerFolders, type ServerOptions } from './layout.ts';
import { release, type ServerVersion } from './releases.ts';

/** The command that starts a server in the foreground. */
export function launchCommand(
  version: ServerVersion,
  java: string,
  folders: ServerFolders,
  options: ServerOptions,
): Omit<SpawnCommand, 'do'> {
  const row = release(version);
  const how = row.launch === 'direct' ? direct(version, java, folders, options) : script(folders);
  return {
    ...how,
    cwd: folders.home,
    env: plainEnvironment({
      HOME: folders.user,
      TMPDIR: folders.tmp,
      ES_TMPDIR: folders.tmp,
      ES_JAVA_HOME: java,
      JAVA_HOME: java,
      ES_PATH_CONF: folders.config,
      HOSTNAME: 'lab',
      CLI_JAVA_OPTS: '-XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xshare:auto',
    }),
    log: path.join(folders.logs, 'console.log'),
    ...(isRoot() ? { uid: NOBODY } : {}),
  };
}

function script(folders: ServerFolders): { file: string; args: string[] } {
  return { file: path.join(folders.home, 'bin', 'elasticsearch'), args: [] };
}

// Up to 7.x the start script only assembles this command, with two or three helper JVMs on the way.
function direct(
  version: ServerVersion,
  java: string,
  folders: ServerFolders,
  options: ServerOptions,
): { file: string; args: string[] } {
  const lib = path.join(folders.home, 'lib');
  const old = version.startsWith('2.');
  return {
    file: path.join(java, 'bin', 'java'),
    args: [
      ...jvmOptions(folders, options),
      '-Djava.awt.headless=true',
      '-Dfile.encoding=UTF-8',
      '-Djna.nosys=true',
      ...release(version).jvm,
      `-Des.path.home=${folders.home}`,
      ...(old ? [] : [`-Des.path.conf=${folders.config}`]),
      '-cp',
      old ? `${path.join(lib, `elasticsearch-${version}.jar`)}:${lib}/*` : `${lib}/*`,
      'org.elasticsearch.bootstrap.Elasticsearch',
      ...(old ? ['start'] : []),
    ],
  };
}
