import { mkdirSync, watch } from 'node:fs';
import { access, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { FileStore } from '../ports.ts';
import { appendLine, createDurably, isLeftOf, isTemporary, replaceDurably, syncFolder } from './durable.ts';
import { errorCode, fileFailure, insideFolder } from './safe-path.ts';

/**
 * Files of the data folder on the disk. Every failure is an AppFailure `file-failed` that names the file.
 * A path that leads out of the folder is refused.
 */
export function nodeFileStore(folder: string): FileStore {
  const root = path.resolve(folder);

  const at = async <Value>(relativePath: string, work: (full: string) => Promise<Value>): Promise<Value> => {
    try {
      return await work(insideFolder(root, relativePath));
    } catch (thrown) {
      throw fileFailure(relativePath, thrown);
    }
  };

  return {
    folder: root,
    lines: (file) => linesOf(root, file),
    read: (file) => at(file, (full) => absentIs(null, readFile(full, 'utf8'))),
    write: (file, text) => at(file, (full) => replaceDurably(full, text)),
    append: (file, line) => at(file, (full) => appendLine(full, line)),
    createExclusive: (file, text) => at(file, (full) => createDurably(full, text)),
    linesFrom: (file, from) => at(file, (full) => absentIs({ lines: [], end: from }, linesFrom(full, from))),
    watch: (inner, changed, signal) => watchFolder(insideFolder(root, inner), changed, signal),
    list: (inner) => at(inner, listNames),
    remove: (file) => at(file, removeFile),
    setAside: (file) =>
      at(file, async (full) => {
        const name = await freeName(`${path.basename(full)}.unreadable-${stamp()}`, path.dirname(full));
        await rename(full, path.join(path.dirname(full), name));
        await syncFolder(path.dirname(full));
        return path.posix.join(path.posix.dirname(file), name);
      }),
  };
}

async function linesFrom(full: string, from: number): Promise<{ lines: string[]; end: number }> {
  const file = await open(full, 'r');
  try {
    const { size } = await file.stat();
    if (size <= from) return { lines: [], end: from };
    const { buffer } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    // The last line may be half written.
    const end = buffer.lastIndexOf('\n') + 1;
    return { lines: buffer.subarray(0, end).toString('utf8').split('\n').slice(0, -1), end: from + end };
  } finally {
    await file.close();
  }
}

function watchFolder(full: string, changed: () => void, signal: AbortSignal): void {
  try {
    mkdirSync(full, { recursive: true, mode: 0o700 });
    const watcher = watch(full, { signal, persistent: false }, changed);
    watcher.on('error', () => watcher.close());
  } catch {
    // No watch is to be had here: whoever asked looks by himself too.
  }
}

async function* linesOf(root: string, file: string): AsyncGenerator<string> {
  try {
    const handle = await absentIs(null, open(insideFolder(root, file), 'r'));
    if (handle === null) return;
    try {
      yield* handle.readLines({ encoding: 'utf8' });
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    throw fileFailure(file, thrown);
  }
}

async function listNames(full: string): Promise<string[]> {
  const names = await absentIs([], readdir(full));
  return names.filter((name) => !isTemporary(name)).sort();
}

/** What a process that is gone left half-written of this very file goes with it. */
async function removeFile(full: string): Promise<void> {
  const [folder, name] = [path.dirname(full), path.basename(full)];
  for (const other of await absentIs([], readdir(folder)))
    if (isLeftOf(other, name)) await rm(path.join(folder, other), { force: true });
  await rm(full, { force: true });
  await absentIs(undefined, syncFolder(path.dirname(full)));
}

async function absentIs<Value, Absent>(absent: Absent, reading: Promise<Value>): Promise<Value | Absent> {
  try {
    return await reading;
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return absent;
    throw thrown;
  }
}

function stamp(): string {
  return new Date().toISOString().replaceAll(/[-:.]/g, '');
}

// A rename replaces silently: what was set aside before must not be lost to a second one.
async function freeName(wanted: string, folder: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? wanted : `${wanted}-${count}`;
    const taken = await access(path.join(folder, name)).then(
      () => true,
      () => false,
    );
    if (!taken) return name;
  }
}
