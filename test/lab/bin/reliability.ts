import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { REPOSITORY } from '#lab/electron/runtime.ts';
import { newTally, type Tally, ZERO_NAMES, ZEROS } from '#lab/reliability/tally.ts';
import { SERVER_VERSIONS, type ServerVersion } from '#lab/servers/start.ts';

/** What one run on one server did and found. */
export interface LongRow extends Tally {
  version: ServerVersion;
  /** How many sequences were asked for. */
  asked: number;
  date: string;
  machine: string;
}

const DATA = path.join(REPOSITORY, 'docs', 'reliability.json');
const PAGE = path.join(REPOSITORY, 'docs', 'reliability.md');

/** A run that left no results, or ended badly in any other way, is a failure. */
export function rowOf(run: {
  version: ServerVersion;
  seed: number;
  asked: number;
  found: string | null;
  code: number;
}): LongRow {
  const { version, seed, asked, found, code } = run;
  const read = found === null ? {} : (JSON.parse(found) as Partial<Tally>);
  const row = { ...newTally(version, seed), ...read, version, seed, asked };
  const isWhole = code === 0 && row.sequences === asked;
  const failure = row.failure ?? (isWhole ? null : `It ended early, with exit code ${code}.`);
  const memory = Math.round(totalmem() / 2 ** 30);
  return {
    ...row,
    failure: failure === null ? null : shortened(failure),
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores, ${memory} GB of memory, Node ${process.versions.node}`,
  };
}

/** The story of a failure without stack and without anything of the machine that it happened on. */
function shortened(failure: string): string {
  const lines = failure.split('\n').filter((line) => !/^\s*at |file:\/\//.test(line));
  const text = lines.join('\n').replaceAll(REPOSITORY, '');
  return text.replaceAll(/(?<![\w-])\/(tmp|home|work|root)\/[^\s"',]*/g, '<path>').slice(0, 2_000);
}

/** Puts the row in the place of the former one of its server, and writes the page anew. */
export function writeReliability(row: LongRow): void {
  const former = existsSync(DATA) ? (JSON.parse(readFileSync(DATA, 'utf8')) as LongRow[]) : [];
  const all = [...former.filter((one) => one.version !== row.version), row].sort(
    (a, b) => SERVER_VERSIONS.indexOf(a.version) - SERVER_VERSIONS.indexOf(b.version),
  );
  writeFileSync(DATA, `${JSON.stringify(all, null, 2)}\n`);
  writeFileSync(PAGE, page(all));
}

const sum = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((all, one) => all + one, 0);
const inWords = (value: number): string => value.toLocaleString('en-US');
const tableOf = (head: string[], rows: (string | number)[][]): string =>
  [
    `| ${head.join(' | ')} |`,
    `|${head.map((_, at) => (at === 0 ? '---' : '---:')).join('|')}|`,
    ...rows.map(
      (cells) => `| ${cells.map((cell) => (typeof cell === 'number' ? inWords(cell) : cell)).join(' | ')} |`,
    ),
  ].join('\n');

/** A table of counts: one row a server, one column a name, and the totals. */
function countsTable(rows: readonly LongRow[], countsOf: (row: LongRow) => Record<string, number>): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(countsOf(row))))].sort();
  const line = (some: readonly LongRow[]): number[] =>
    names.map((name) => some.reduce((all, row) => all + (countsOf(row)[name] ?? 0), 0));
  const body = rows.map((row) => [row.version, ...line([row])]);
  return tableOf(['Elasticsearch', ...names], [...body, ['all', ...line(rows)]]);
}

function page(rows: readonly LongRow[]): string {
  const line = (some: readonly LongRow[]): number[] => [
    some.reduce((all, row) => all + row.sequences, 0),
    some.reduce((all, row) => all + sum(row.commands), 0),
    some.reduce((all, row) => all + row.restores, 0),
    some.reduce((all, row) => all + sum(row.crashes), 0),
    some.reduce((all, row) => all + row.checks, 0),
    some.reduce((all, row) => all + row.documents, 0),
  ];
  const zeroLine = (some: readonly LongRow[]): number[] =>
    ZERO_NAMES.map((zero) => some.reduce((all, row) => all + row.zeros[zero], 0));
  const seconds = rows.reduce((all, row) => all + row.seconds, 0);
  const head = [
    'Elasticsearch',
    'sequences',
    'commands',
    'restores',
    'crashes',
    'comparisons',
    'documents compared',
  ];
  const done = rows.map((row) => [
    row.version,
    ...line([row]),
    row.seconds,
    String(row.seed),
    row.date,
    row.failure === null ? 'passed' : '**failed**',
  ]);
  const failures = rows.filter((row) => row.failure !== null);
  return [
    '# Reliability',
    '',
    'Random sequences of what an administrator, a gateway and bad luck can do to one tenant, against real servers: back up,',
    'write, roll over, restore with random decisions, delete backups and indices, close indices, and kill the program with',
    'signal 9 in the middle of a restore or a backup and then continue it or roll it back. A model knows what every',
    'document, alias and backup must be; after every command all of it is compared with the server.',
    '',
    '## What was run',
    '',
    tableOf(
      [...head, 'seconds', 'seed', 'date', 'result'],
      [...done, ['all', ...line(rows), seconds, '', '', failures.length === 0 ? 'passed' : '**failed**']],
    ),
    '',
    `Run on: ${[...new Set(rows.map((row) => row.machine))].join('; ')}.`,
    '',
    '## What must be zero',
    '',
    tableOf(
      ['Elasticsearch', ...Object.values(ZEROS)],
      [...rows.map((row) => [row.version, ...zeroLine([row])]), ['all', ...zeroLine(rows)]],
    ),
    '',
    '"Limits left changed" counts speed limits of recoveries that were not put back and temporary registrations of a',
    'repository. "Other things" are a node that is still quiesced, an open journal, a lock, the record of a running',
    'backup, an index or an alias that should not be there.',
    '',
    '## Commands',
    '',
    countsTable(rows, (row) => row.commands),
    '',
    '## Where the program was killed',
    '',
    'By the step that the journal on disk named at that moment; `backup` is the record of a backup.',
    '',
    countsTable(rows, (row) => row.crashes),
    '',
    ...failures.flatMap((row) => [
      `## Failed on ${row.version}`,
      '',
      '```',
      `GATEWAY_VAULT_SEED=${row.seed}`,
      row.failure ?? '',
      '```',
      '',
    ]),
    '## How to repeat it',
    '',
    '```',
    'npm run test:long                 # all servers, two at a time, 50 sequences each',
    'npm run test:long -- 7.13.0       # one server; its row replaces the former one',
    'GATEWAY_VAULT_SEED=1 npm run test:long -- 7.13.0   # the same sequences again',
    '```',
    '',
    '`GATEWAY_VAULT_RUNS` sets the number of sequences. The moment of a kill is a matter of milliseconds, so that a seed',
    'gives the same commands, but not always the same step.',
    '',
  ].join('\n');
}
