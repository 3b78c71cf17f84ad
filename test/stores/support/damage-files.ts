import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Every file of a repository with its size, to see whether anything was written or removed. */
export function filesOf(folder: string): Record<string, number> {
  return Object.fromEntries(
    allFiles(folder)
      .map((file) => [path.relative(folder, file), statSync(file).size] as const)
      .sort(([a], [b]) => a.localeCompare(b)),
  );
}

/** Loses the biggest data file of a repository, as a disk or a clean-up job may. */
export function loseBiggestBlob(folder: string): void {
  rmSync(biggestBlob(folder));
}

/** Turns some bytes of the biggest data file round; its size and name stay. */
export function corruptBiggestBlob(folder: string): void {
  const file = biggestBlob(folder);
  const bytes = readFileSync(file);
  const middle = Math.floor(bytes.length / 2);
  for (let at = middle; at < Math.min(bytes.length, middle + 64); at++) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(file, bytes);
}

/** Loses the file that describes one backup as a whole; named by uuid, on 2.3 by name. */
export function loseDescription(folder: string, nameOrUuid: string): void {
  const file = readdirSync(folder).find((name) => name === `snap-${nameOrUuid}.dat`);
  if (file === undefined)
    throw new Error(`no description of ${nameOrUuid} in ${readdirSync(folder).join(', ')}`);
  rmSync(path.join(folder, file));
}

/** Spoils the list of the backups of a repository. */
export function spoilIndexFile(folder: string): void {
  const lists = readdirSync(folder).filter((name) => /^index(-\d+)?$/.test(name));
  if (lists.length === 0) throw new Error(`no list in ${readdirSync(folder).join(', ')}`);
  for (const name of lists) writeFileSync(path.join(folder, name), '{"snapshots":[');
}

function biggestBlob(folder: string): string {
  const blobs = allFiles(folder).filter((file) => path.basename(file).startsWith('__'));
  const [biggest] = blobs.toSorted((a, b) => statSync(b).size - statSync(a).size);
  if (biggest === undefined) throw new Error(`no data files in ${folder}`);
  return biggest;
}

function allFiles(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[])
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile());
}
