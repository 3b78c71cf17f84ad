import type { InstallationScript } from '#shared/model/installation.ts';
import type { InstallationFiles } from './files.ts';

type Job = InstallationScript['job'];

/** The scripts that are there, by what they do; of Windows and Linux, whichever the installation has. */
export async function readScripts(
  files: InstallationFiles,
  instance: string,
  storeFolder: string | null,
): Promise<InstallationScript[]> {
  const places: [Job, string, string][] = [];
  if (instance !== '') {
    const bin = `IntegrationServer/instances/${instance}/bin`;
    places.push(['start-gateway', bin, 'startup'], ['stop-gateway', bin, 'shutdown']);
    places.push(['restart-gateway', `profiles/IS_${instance}/bin`, 'restart']);
  }
  if (storeFolder !== null && storeFolder !== '') {
    const bin = `${storeFolder}/bin`;
    places.push(
      ['start-store', bin, 'startup'],
      ['stop-store', bin, 'shutdown'],
      ['restart-store', bin, 'restart'],
    );
  }
  const found: InstallationScript[] = [];
  for (const [job, folder, name] of places) {
    const names = await files.list(folder).catch((): string[] => []);
    const script = [`${name}.sh`, `${name}.bat`].find((one) => names.includes(one));
    if (script !== undefined) found.push({ job, file: `${folder}/${script}` });
  }
  return found;
}
