import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { openPromise, type ZipFile } from 'yauzl';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { errorCode } from '../files/safe-path.ts';
import { readProperties } from '../installation/formats.ts';

/** The largest plugin has some ten megabytes. */
const LARGEST = 512 * 1024 * 1024;
const LONGEST_DESCRIPTOR = 64 * 1024;
const MOST_ENTRIES = 20_000;
/** Within a folder `elasticsearch` up to 6.2, at the top from then on. */
const DESCRIPTORS = new Set(['plugin-descriptor.properties', 'elasticsearch/plugin-descriptor.properties']);

export interface PluginZip {
  bytes: number;
  sha256: string;
  name: string;
  elasticsearchVersion: string;
}

/**
 * Looks at the zip of a plugin: that it is one, what it holds and for which version it was made. Reads its content
 * once and unpacks nothing but its description. Rejects with `plugin-file-refused`.
 */
export async function readPluginZip(file: string): Promise<PluginZip> {
  const bytes = await sizeOf(file);
  const described = await readDescriptor(file);
  const name = described.get('name');
  const elasticsearchVersion = described.get('elasticsearch.version');
  if (typeof name !== 'string' || typeof elasticsearchVersion !== 'string')
    throw refused(file, 'Its plugin-descriptor.properties names no plugin, or no version of Elasticsearch.');
  return {
    bytes,
    sha256: await hashOf(file),
    name: name.trim(),
    elasticsearchVersion: elasticsearchVersion.trim(),
  };
}

async function sizeOf(file: string): Promise<number> {
  const facts = await stat(file).catch((thrown: unknown) => {
    const code = errorCode(thrown);
    throw refused(
      file,
      code === 'ENOENT' ? 'It is not there.' : `It cannot be read: ${code ?? 'no reason'}.`,
    );
  });
  if (!facts.isFile()) throw refused(file, 'It is not a file.');
  if (facts.size > LARGEST) throw refused(file, 'It is larger than 512 MB.');
  const handle = await open(file, 'r').catch((thrown: unknown) => {
    throw unread(file, thrown);
  });
  await handle.close();
  return facts.size;
}

function unread(file: string, thrown: unknown): AppFailure {
  const code = errorCode(thrown) ?? 'no reason';
  const words: Record<string, string> = {
    ENOENT: 'It is not there.',
    EACCES: 'The account that runs this program may not read it.',
  };
  return refused(file, words[code] ?? `It cannot be read: ${code}.`);
}

async function readDescriptor(file: string): Promise<ReturnType<typeof readProperties>> {
  const zip = await openPromise(file).catch(() => {
    throw refused(file, 'It is no zip, or a part of it is missing.');
  });
  try {
    return await descriptorIn(zip, file);
  } catch (thrown) {
    if (thrown instanceof AppFailure) throw thrown;
    throw refused(file, 'It is a damaged zip.');
  } finally {
    zip.close();
  }
}

async function descriptorIn(zip: ZipFile, file: string): Promise<ReturnType<typeof readProperties>> {
  if (zip.entryCount > MOST_ENTRIES) throw refused(file, 'It holds too many files for a plugin.');
  for await (const entry of zip.eachEntry()) {
    if (!DESCRIPTORS.has(entry.fileName)) continue;
    if (entry.uncompressedSize > LONGEST_DESCRIPTOR) break;
    const content = await buffer(await zip.openReadStreamPromise(entry));
    return readProperties(content.toString('utf8'));
  }
  throw refused(file, 'It holds no plugin-descriptor.properties, so it is no plugin of Elasticsearch.');
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

export function refused(what: string, detail: string): AppFailure {
  return new AppFailure(appError('plugin-file-refused', { what, detail }));
}
