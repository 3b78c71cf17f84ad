import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { REPOSITORY } from '#lab/electron/runtime.ts';
import type { ServerVersion } from '#lab/servers/start.ts';
import type { Figure } from './figures.ts';
import { ROWS } from './rows.ts';

interface Machine {
  cores: number;
  memoryGb: number;
  node: string;
  cpu: string;
}

/** One line of `bench/results.json`. */
export interface Result extends Figure {
  version: ServerVersion;
  /** Value by reference. */
  ratio: number | null;
  met: boolean;
  machine: Machine;
  /** The day of the run. */
  measured: string;
}

const FILE = path.join(REPOSITORY, 'bench', 'results.json');

export function resultsOf(version: ServerVersion, figures: readonly Figure[]): Result[] {
  return figures.map((figure) => ({
    ...figure,
    version,
    value: rounded(figure.value),
    reference: figure.reference === null ? null : rounded(figure.reference),
    budget: rounded(figure.budget),
    ratio: figure.reference === null ? null : rounded(figure.value / figure.reference),
    met: rounded(figure.value) <= rounded(figure.budget),
    machine: thisMachine(),
    measured: new Date().toISOString().slice(0, 10),
  }));
}

const rounded = (value: number): number => Number(value.toPrecision(4));

function thisMachine(): Machine {
  const [first] = cpus();
  return {
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    node: process.versions.node,
    cpu: first?.model.trim() ?? 'unknown',
  };
}

/** Puts new results in the place of old ones of the same rows; resolves with all. */
export function mergeResults(fresh: readonly Result[]): Result[] {
  const keyOf = ({ row, version, throttled }: Result): string => `${row} ${version} ${String(throttled)}`;
  const all = new Map(readResults().map((result) => [keyOf(result), result]));
  for (const result of fresh) all.set(keyOf(result), result);
  const order = Object.keys(ROWS);
  const merged = [...all.values()].sort(
    (a, b) =>
      order.indexOf(a.row) - order.indexOf(b.row) ||
      a.version.localeCompare(b.version) ||
      Number(b.throttled) - Number(a.throttled),
  );
  mkdirSync(path.dirname(FILE), { recursive: true });
  writeFileSync(FILE, `${JSON.stringify(merged, null, 2)}\n`);
  return merged;
}

function readResults(): Result[] {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Result[]) : [];
}
