import { GATEWAY_RELEASES, type GatewayRelease } from '#shared/model/gateway.ts';
import type { InstallationFiles } from './files.ts';
import { readBeans } from './formats.ts';
import { decodeText } from './text.ts';

/** Which releases ship a line of Elasticsearch. */
const SHIPPED_WITH: Readonly<Record<string, GatewayRelease[]>> = {
  '2.3': ['10.0', '10.1'],
  '5.6': ['10.2', '10.3', '10.4'],
  '7.2': ['10.5'],
  '7.7': ['10.7'],
  '7.13': ['10.11'],
  '8.2': ['10.15'],
};

export interface FoundRelease {
  release: { value: GatewayRelease; file: string } | null;
  note: { file: string; text: string } | null;
}

/**
 * Reads the release: from the manifest of the package, or else from the Elasticsearch that it ships. Where that fits
 * several, there is none, and a note names them.
 */
export async function readRelease(
  files: InstallationFiles,
  packageFolder: string | null,
  storeFolder: string | null,
): Promise<FoundRelease> {
  const manifest = `${packageFolder ?? ''}/manifest.v3`;
  const told = packageFolder === null ? null : await manifestRelease(files, manifest);
  if (told !== null) return { release: { value: told, file: manifest }, note: null };
  // Elasticsearch alone may serve any release.
  if (storeFolder === null || storeFolder === '') return { release: null, note: null };
  const lib = `${storeFolder}/lib`;
  const jars = await files.list(lib).catch((): string[] => []);
  const jar = jars.find((name) => /^elasticsearch(-core|-server)?-\d+\.\d+\.\d+\.jar$/.test(name));
  const line = /-(\d+\.\d+)\.\d+\.jar$/.exec(jar ?? '')?.[1];
  if (jar === undefined || line === undefined) return { release: null, note: null };
  const file = `${lib}/${jar}`;
  const fitting = SHIPPED_WITH[line] ?? [];
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return { release: { value: only, file }, note: null };
  const text =
    only === undefined
      ? `Elasticsearch ${line} does not tell the release.`
      : `Elasticsearch ${line} is part of API Gateway ${fitting.join(', ')}: choose the release.`;
  return { release: null, note: { file, text } };
}

async function manifestRelease(files: InstallationFiles, file: string): Promise<GatewayRelease | null> {
  const bytes = await files.read(file).catch(() => null);
  if (bytes === null) return null;
  try {
    const version = readBeans(decodeText(bytes).text).get('version');
    const found = /^\d+\.\d+/.exec(typeof version === 'string' ? version : '')?.[0];
    return GATEWAY_RELEASES.find((release) => release === found) ?? null;
  } catch {
    return null;
  }
}
