import { readdirSync, readFileSync } from 'node:fs';

/** All processes of a program by its first one, that one included. */
function familyOf(pid: number): number[] {
  const parents = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const child = Number(name);
    if (!Number.isInteger(child)) continue;
    const parent = Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${child}/status`))?.[1] ?? 0);
    parents.set(parent, [...(parents.get(parent) ?? []), child]);
  }
  const family = [pid];
  for (const one of family) family.push(...(parents.get(one) ?? []));
  return family;
}

// A process may have ended since it was listed.
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Megabytes of memory of all processes; what they share counts once. */
export function memoryOf(pid: number): number {
  const kilobytes = familyOf(pid).map((one) =>
    Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${one}/smaps_rollup`))?.[1] ?? 0),
  );
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}

/** Seconds of a core that all processes have used so far. The kernel counts hundredths. */
export function cpuOf(pid: number): number {
  const ticks = familyOf(pid).map((one) => {
    const fields = read(`/proc/${one}/stat`)
      .replace(/^.*\) /, '')
      .split(' ');
    return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  });
  return ticks.reduce((sum, one) => sum + one, 0) / 100;
}
