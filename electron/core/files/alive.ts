import { readFile } from 'node:fs/promises';

/** Whether a process of this number runs on this computer, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}

/** The same, without one that has ended and is only kept until its parent has heard of it. */
export async function isWorking(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name of the program stands in brackets and may hold anything; the state follows it.
  return !stat
    .slice(stat.lastIndexOf(')') + 1)
    .trim()
    .startsWith('Z');
}
