import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { never } from '#shared/errors/never.ts';
import { Installation, isWindowsPath } from '#shared/model/reach.ts';

/** Everything that may be run on a host. A new one starts here. */
export type ScriptName = 'shutdown' | 'startup' | 'store-shutdown' | 'store-startup';

/** A script that starts something leaves a process behind: it is never ended from here. */
export function startsSomething(script: ScriptName): boolean {
  return script === 'startup' || script === 'store-startup';
}

/** Its file without the ending: gateway and data store name theirs the same. */
export function fileOf(script: ScriptName): 'shutdown' | 'startup' {
  return startsSomething(script) ? 'startup' : 'shutdown';
}

/** Where a script may lie: the root, and the parts below it. None of them may be a link. */
export interface ScriptPlace {
  root: string;
  parts: readonly string[];
  separator: '/' | '\\';
}

/**
 * The places of a script in an installation, the likeliest first. The parts come from the allow-list and from the
 * checked name of the instance. Throws `script-refused` for an installation that is not plain enough for a command.
 */
export function placesOf(installation: Installation, script: ScriptName): ScriptPlace[] {
  const checked = Installation.safeParse(installation);
  if (!checked.success)
    throw scriptRefused(script, 'Its folder or instance has signs that a command cannot carry.');
  const { folder, instance } = checked.data;
  const isWindows = isWindowsPath(folder);
  const separator = isWindows ? '\\' : '/';
  const file = (base: string): string => `${base}.${isWindows ? 'bat' : 'sh'}`;
  return foldersOf(script, instance).map((parts) => ({
    root: folder,
    parts: [...parts, file(fileOf(script))],
    separator,
  }));
}

function foldersOf(script: ScriptName, instance: string): string[][] {
  switch (script) {
    case 'shutdown':
    case 'startup':
      return [['IntegrationServer', 'instances', instance, 'bin']];
    case 'store-shutdown':
    case 'store-startup':
      return [
        ['InternalDataStore', 'bin'],
        ['EventDataStore', 'bin'],
      ];
    default:
      return never(script);
  }
}

/** The whole path of a place. */
export function pathOf({ root, parts, separator }: ScriptPlace): string {
  return [root, ...parts].join(separator);
}

/** The last part of a path, as people call a script. */
export function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** Logs of a gateway node that tell why it does not start. */
export function logsOf({ folder, instance }: Installation): string {
  const separator = isWindowsPath(folder) ? '\\' : '/';
  const path = (...parts: string[]): string => [folder, ...parts].join(separator);
  const server = path('IntegrationServer', 'instances', instance, 'logs', 'server.log');
  return `${server} and ${path('profiles', `IS_${instance}`, 'logs', 'wrapper.log')}`;
}

/** Folder of the logs of a data store, by the folder of Elasticsearch; one that is not known has no other path. */
export function storeLogsOf(home: string | null): string {
  if (home === null) return 'its logs';
  return `${home}${isWindowsPath(home) ? '\\' : '/'}logs`;
}

export function scriptRefused(what: string, detail: string): AppFailure {
  return new AppFailure(appError('script-refused', { what, detail }));
}
