import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '#lab/electron/runtime.ts';
import type { Result } from './results.ts';
import { ROWS } from './rows.ts';

const FILE = path.join(REPOSITORY, 'docs', 'benchmarks.md');

const HOW = `## How it is measured

- Each row is measured against the thing it is compared with in the same run, by turns, on the same real server; value and
  reference are medians. Only the ratio says something about the program: absolute figures are those of one machine.
- One data store at a time, of the very release, with its data and repositories in memory where the machine has room (the files of
  the program itself are on the disk). That favours the raw calls: the slower the disk, the smaller the share of what the program adds.
- **Backup**: about 500 MB in about 90 indices, into a new, empty repository each time, so that everything has to be copied; from the
  order to the verified end. *Throttled* is the server's default limit of 40 MB/s; it is lifted in the other row.
- **Time without data**: every file of every index is written anew before each restore (some more documents in each,
  and a merge into one segment), and each run checks that the server did copy all of it. The reference uses the fastest parameters
  (\`wait_for_active_shards=0\`, \`wait_for_completion=true\`) and sets the limit of the server aside beforehand; both are looked
  at from outside equally often. The program's safety backup comes before the first \`_close\` and is not in this time, but a
  server restores more slowly after one: how much is shown beside.
- **Requests**: counted at a TCP proxy between program and server, after the request that begins the work, while the server copies at a
  limit that makes it last about 17 s. Names of indices that do not fit into one path are sent in pieces; the rows of a poll count such
  pieces once, the other rows count each.
- **Lists**: 1,000 real backups of about 90 small indices each. The program is connected and has nothing kept; what it keeps makes every
  later list complete at once (shown beside). The raw calls are those that a script would send, without a filter, read and parsed.
- **Window**: the same 1,000 real backups, in the built program in a real Electron under a virtual display without a graphics card, as an
  installed program runs. The page is started anew before each click; times are those of the page's own clock.
- **Command line**: processes by turns, from their start to their end; the saved gateway is the only one and nothing is kept from before.
  The Java program (\`test/bench/java\`) reads the same list and prints the names. Files are those of the bundle that Node says it loaded.
- **10,000, start, memory, idle**: on replies that a real 7.13.0 gave and that were recorded (\`test/lab/replay\`), told for 20 repositories of
  500 backups each, about 90 indices a backup; start, memory and idle with one repository of 1,000. Starts are interleaved, with
  the same tool at both. A turn is script, styles, layout and painting of a frame on the page's own thread, in its processor time;
  what else a busy computer does makes the time from frame to frame longer, which is shown beside. Idle is the processor time of all processes over 60 s, 30 s after the Overview was opened.

## To repeat it

\`\`\`
npm run bench                     # both releases, everything
npm run bench -- 7.13.0 backup    # a part: backup, closed, requests, listing, window, cli, desktop
\`\`\`

A part takes the place of its own rows in \`bench/results.json\`, from which this page is written. The first run makes the data (and
keeps a copy in the lab's cache); \`GATEWAY_VAULT_BENCH_MB=20\` and \`GATEWAY_VAULT_BENCH_BACKUPS=50\` make it small, for trying;
such figures are shown and not kept.
`;

/** Writes docs/benchmarks.md. */
export function writeReport(results: readonly Result[]): void {
  const { machine, measured } = results[0] ?? {};
  const lines = [
    '# Benchmarks',
    '',
    'Written by `npm run bench`; the budgets are those of the design.',
    '',
    machine === undefined
      ? ''
      : `Machine: ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.cpu}, Node ${machine.node}. Last run ${measured ?? ''}.`,
  ];
  for (const [row, { title, reference, budget }] of Object.entries(ROWS)) {
    const own = results.filter((result) => result.row === row);
    if (own.length === 0) continue;
    lines.push('', `### ${title}`, '', `Reference: ${reference}. Budget: ${budget}.`, '');
    lines.push('| data store | value | reference | ratio | budget | | pairs | beside |');
    lines.push('|---|---|---|---|---|---|---|---|');
    lines.push(...own.map(lineOf));
  }
  writeFileSync(FILE, `${lines.join('\n')}\n\n${HOW}`);
}

function lineOf(result: Result): string {
  const { version, value, reference, ratio, budget, unit, pairs } = result;
  const amount = (of: number): string => `${of} ${unit}`;
  const beside = Object.entries(result.beside).map(([what, text]) => `${what}: ${text}`);
  const cells = [
    `${version}${speedOf(result)}`,
    amount(value),
    reference === null ? '–' : amount(reference),
    ratio === null ? '–' : ratio.toFixed(2),
    amount(budget),
    verdictOf(result),
    String(pairs),
    beside.join('; '),
  ];
  return `| ${cells.join(' | ')} |`;
}

function speedOf({ row, throttled }: Result): string {
  if (row !== 'backup') return '';
  return throttled === true ? ', throttled' : ', not throttled';
}

/** Whether the budget is met, and by how much. */
export function verdictOf({ value, budget, met }: Pick<Result, 'value' | 'budget' | 'met'>): string {
  const share = Math.round((Math.abs(budget - value) / budget) * 100);
  if (!met) return `**missed by ${share === 0 ? 'less than 1' : share} %**`;
  return share === 0 ? 'met, at the limit' : `met, ${share} % below`;
}
