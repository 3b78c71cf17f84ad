import { expect, test } from 'vitest';
import type { ServerVersion } from '#lab/servers/start.ts';
import type { FaultLab } from './faults-lab.ts';

const SORTED = [
  'size',
  'sort',
  'order',
  'offset',
  'after',
  'from_sort_value',
  'slm_policy_filter',
  'include_repository',
];

/** Parameters of the list of backups that a server refuses as unknown; 2.3 ignores every one. */
const REFUSED: Record<ServerVersion, readonly string[]> = {
  '2.3.2': [],
  '2.4.6': [],
  '5.6.4': ['index_details', 'index_names', 'state', ...SORTED],
  '7.2.0': ['index_details', 'index_names', 'state', ...SORTED],
  '7.7.1': ['index_details', 'index_names', 'state', ...SORTED],
  '7.13.0': ['index_names', 'state', ...SORTED],
  '8.2.3': ['index_names', 'state'],
  '8.12.2': ['state'],
  '9.4.3': [],
};

/** What may never be seen on the line, over every request of the tests before. */
export function wireRules(at: FaultLab): void {
  test('promise 23 no parameter was sent that this server does not know', async () => {
    const refused = REFUSED[at.version];
    for (const name of refused) {
      const reply = await fetch(`${at.bench.url}/_snapshot/default/_all?${name}=1`);
      expect([name, reply.status, await reply.text()]).toEqual([
        name,
        400,
        expect.stringContaining('unrecognized parameter'),
      ]);
    }
    expect(at.proxy.requests.length).toBeGreaterThan(300);
    const names = new Set(at.proxy.requests.flatMap((line) => [...urlOf(line).searchParams.keys()]));
    expect(refused.filter((name) => names.has(name))).toEqual([]);
    expect(
      at.proxy.refusals.filter((reply) => /unrecognized parameter|Unknown parameter/.test(reply)),
    ).toEqual([]);
  });

  test('E3 promise 22 no request that changes something had a pattern or an empty name in its path', () => {
    const lines = at.proxy.requests.filter((line) => !line.startsWith('GET '));
    expect(lines.length).toBeGreaterThan(50);
    for (const line of lines) {
      const parts = urlOf(line).pathname.slice(1).split('/');
      const [indices = '', ...rest] = parts;
      const names = [...indices.split(','), ...rest].map(decodeURIComponent);
      expect([line, names.filter(isPattern)]).toEqual([line, []]);
      // What an index list could take for "all but" or for a date.
      expect([line, indices.split(',').filter((name) => /^[-+<]/.test(decodeURIComponent(name)))]).toEqual([
        line,
        [],
      ]);
    }
  });

  test('E3 promise 24 no request line was longer than 4,096 bytes', () => {
    const longest = Math.max(...at.proxy.requests.map((line) => line.length));
    expect(longest).toBeGreaterThan(3_000);
    expect(longest).toBeLessThanOrEqual(4_096);
  });
}

const urlOf = (line: string): URL => new URL(line.split(' ')[1] ?? '', 'http://store');

const isPattern = (name: string): boolean => ['', '.', '..', '_all'].includes(name) || /[*,]/.test(name);
