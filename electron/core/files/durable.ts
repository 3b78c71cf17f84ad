import { randomBytes } from 'node:crypto';
import { type FileHandle, link, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { isAlive } from './alive.ts';
import { errorCode } from './safe-path.ts';

const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
const NO_HARD_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

/** Names of half-written files; a crash may leave one behind. */
export const isTemporary = (name: string): boolean => name.startsWith('.') && name.endsWith('.tmp');

/** Whether this is a half-written state of the file of that name, whose process is gone. */
export function isLeftOf(name: string, file: string): boolean {
  if (!isTemporary(name) || !name.startsWith(`.${file}.`)) return false;
  const pid = Number(/^(\d+)-/.exec(name.slice(file.length + 2))?.[1] ?? Number.NaN);
  return Number.isSafeInteger(pid) && pid !== process.pid && !isAlive(pid);
}

/** Replaces a file: after this resolves a power cut leaves the new content, before it the old. */
export async function replaceDurably(full: string, text: string): Promise<void> {
  const temporary = await writeTemporary(full, text);
  try {
    await rename(temporary, full);
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw thrown;
  }
  await syncFolder(path.dirname(full));
}

/** Creates a file that is complete from its first moment; resolves with false when it is there already. */
export async function createDurably(full: string, text: string): Promise<boolean> {
  const temporary = await writeTemporary(full, text);
  try {
    // Unlike an exclusive open, a link never shows others an empty file that they could take for a broken one.
    await link(temporary, full);
  } catch (thrown) {
    const code = errorCode(thrown);
    if (code === 'EEXIST') return false;
    if (code === null || !NO_HARD_LINKS.has(code)) throw thrown;
    if (!(await createByOpen(full, text))) return false;
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolder(path.dirname(full));
  return true;
}

/** Adds a line; a half line that a crash left behind is closed first, so that it spoils only itself. */
export async function appendLine(full: string, line: string): Promise<void> {
  await makeFolder(path.dirname(full));
  const file = await open(full, 'a+', FILE_MODE);
  try {
    const start = (await endsInMidLine(file)) ? '\n' : '';
    await file.appendFile(`${start}${line}\n`);
  } finally {
    await file.close();
  }
}

/** Makes names in a folder survive a power cut. Windows cannot open folders and needs no such call. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Creates a folder for this account only, and its parents, durably. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  if (first !== undefined) await syncFolder(path.dirname(first));
}

async function writeTemporary(full: string, text: string): Promise<string> {
  const folder = path.dirname(full);
  await makeFolder(folder);
  const temporary = path.join(
    folder,
    `.${path.basename(full)}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`,
  );
  if (!(await createByOpen(temporary, text))) throw new Error(`${temporary} is there already`);
  return temporary;
}

async function createByOpen(full: string, text: string): Promise<boolean> {
  let file: FileHandle;
  try {
    file = await open(full, 'wx', FILE_MODE);
  } catch (thrown) {
    if (errorCode(thrown) === 'EEXIST') return false;
    throw thrown;
  }
  try {
    await file.writeFile(text, 'utf8');
    await file.sync();
  } catch (thrown) {
    await file.close();
    await rm(full, { force: true });
    throw thrown;
  }
  await file.close();
  return true;
}

async function endsInMidLine(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  await file.read(last, 0, 1, size - 1);
  return last.toString() !== '\n';
}
