import path from 'node:path';

const NAME = 'gateway-vault';

/**
 * The one folder of everything this program keeps. The program and its command line both ask here, so that
 * they share gateways, journals and locks; only the environment decides, never a desktop framework.
 */
export function dataFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): string {
  const paths = platform === 'win32' ? path.win32 : path.posix;
  const chosen = env.GATEWAY_VAULT_HOME;
  if (chosen !== undefined && chosen !== '') return paths.resolve(chosen);
  // A relative value is invalid by the rules of each system and would depend on the working directory.
  const orHome = (given: string | undefined, ...parts: string[]): string =>
    given !== undefined && paths.isAbsolute(given) ? given : paths.join(home, ...parts);
  switch (platform) {
    case 'win32':
      return paths.join(orHome(env.APPDATA, 'AppData', 'Roaming'), NAME);
    case 'darwin':
      return paths.join(home, 'Library', 'Application Support', NAME);
    default:
      return paths.join(orHome(env.XDG_CONFIG_HOME, '.config'), NAME);
  }
}
