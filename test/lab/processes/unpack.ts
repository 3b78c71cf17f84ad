import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise } from 'yauzl';
import { runOrThrow } from './run.ts';

/** Unpacks a .zip (with its file modes) or a .tar.gz into a folder; of a .zip only what `isWanted`. */
export async function unpack(
  archive: string,
  target: string,
  isWanted: (name: string) => boolean = () => true,
): Promise<void> {
  mkdirSync(target, { recursive: true });
  if (archive.endsWith('.zip')) await unzip(archive, target, isWanted);
  else await runOrThrow('tar', ['-xzf', archive, '-C', target, '--no-same-owner']);
}

async function unzip(archive: string, target: string, isWanted: (name: string) => boolean): Promise<void> {
  const zip = await openPromise(archive);
  for await (const entry of zip.eachEntry()) {
    if (!isWanted(entry.fileName)) continue;
    const file = path.join(target, entry.fileName);
    if (entry.fileName.endsWith('/')) {
      mkdirSync(file, { recursive: true });
      continue;
    }
    mkdirSync(path.dirname(file), { recursive: true });
    const content = await zip.openReadStreamPromise(entry);
    await pipeline(content, createWriteStream(file, { mode: modeOf(entry) }));
  }
}

function modeOf(entry: Entry): number {
  const mode = (entry.externalFileAttributes >>> 16) & 0o777;
  return mode === 0 ? 0o644 : mode | 0o444;
}
