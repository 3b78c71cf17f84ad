import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inParallel } from '#lab/samples/store-http.ts';
import { backupNameProblem } from '#shared/rules/backup-name.ts';
import { refusal } from './bench.ts';
import { type FaultLab, sent } from './faults-lab.ts';
import { NAMES as KNOWN } from './names.ts';

const PLAIN = Array.from('abcxyz019-.');
/** With signs that servers refuse somewhere in a name, and others that look as if they did. */
const SIGNS = Array.from(`${PLAIN.join('')}_!@$%()[];'&=+~^{}\`:äß漢#,*/\\?"<>| ABÄ`);

const NAMES = [...KNOWN, '..%2f', '!@$%()'];

/** 500 names of up to twelve signs, most of them harmless, so that many names are good and many are not. */
const GENERATED = [
  ...new Set(
    fc.sample(
      fc.string({
        unit: fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom(...PLAIN) },
          { weight: 1, arbitrary: fc.constantFrom(...SIGNS) },
        ),
        minLength: 1,
        maxLength: 12,
      }),
      { numRuns: 600, seed: 22 },
    ),
  ),
]
  .filter((name) => name !== '.' && name !== '..')
  .slice(0, 500);

/** Names that a server might take for something else than one name; none of them reaches it. */
const NASTY = [
  '*',
  'a*',
  'a,b',
  '',
  '_all',
  '..',
  '.',
  '../x',
  'A',
  'Ünder',
  'x'.repeat(256),
  'ä'.repeat(128),
];

export function nameRules(at: FaultLab): void {
  test('promise 22 our verdict on 500 generated backup names is the verdict of the server', async () => {
    const ours = new Map(GENERATED.map((name) => [name, backupNameProblem(name) === null]));
    const good = [...ours.values()].filter((isGood) => isGood).length;
    expect(ours.size).toBe(500);
    expect(good).toBeGreaterThan(ours.size / 4);
    expect(good).toBeLessThan((ours.size * 3) / 4);
    // Every server judges the name before it looks for the repository, so that nothing has to be made.
    await inParallel([...ours], 8, async ([name, isGood]) => {
      const { status, type } = await create(at, 'no-such-repository', name);
      const verdict = isGood
        ? [404, 'repository_missing_exception']
        : [400, 'invalid_snapshot_name_exception'];
      expect([name, status, type]).toEqual([name, ...verdict]);
    });
  });

  test('promise 22 good names of every kind can really be made, listed and deleted', async () => {
    const { bench } = at;
    await bench.raw('PUT', '/_snapshot/names', { type: 'fs', settings: { location: 'names' } });
    const good = NAMES.filter((name) => backupNameProblem(name) === null);
    expect(good.length).toBeGreaterThan(20);
    expect(NAMES.length - good.length).toBeGreaterThan(25);
    // Up to 7.2 the fast list leaves out what holds no index.
    const [held = ''] = Object.keys(await bench.counts());
    for (const name of NAMES) {
      const { status, type } = await create(at, 'names', name, held);
      const isGood = good.includes(name);
      expect([name, status, type]).toEqual([
        name,
        isGood ? 200 : 400,
        isGood ? '' : 'invalid_snapshot_name_exception',
      ]);
    }
    const backups = good.map((name) => ({ repository: 'names', name }));
    const { rows } = await bench.list();
    const listed = rows.filter((row) => row.repository === 'names').map((row) => row.name);
    expect(listed.toSorted()).toEqual(good.toSorted());
    const some = backups.filter((_, i) => i % 5 === 0);
    const deletion = await bench.engine.backups.delete({ gatewayId: bench.gatewayId, backups: some });
    const operation = await bench.engine.operations.ended(deletion.operationId);
    expect([operation.status, operation.error]).toEqual(['succeeded', null]);
    const left = await bench.raw<{ snapshots: { snapshot: string }[] }>('GET', '/_snapshot/names/_all');
    const gone = new Set(some.map((one) => one.name));
    expect(left.snapshots.map((one) => one.snapshot).toSorted()).toEqual(
      good.filter((name) => !gone.has(name)).toSorted(),
    );
    await bench.raw('DELETE', '/_snapshot/names');
  });

  test('E3 promise 22 a name that could mean something else never reaches the server', async () => {
    const { bench } = at;
    const world = await bench.world();
    const backup = { repository: 'default', selection: { kind: 'everything' }, reason: '' } as const;
    for (const name of NASTY) {
      const work = bench.engine.backups.create({ gatewayId: bench.gatewayId, backup: { ...backup, name } });
      expect([name, await refusal(work)]).toEqual([name, 'backup-name-invalid']);
    }
    expect(sent(at, /./)).toEqual([]);
    const [index = ''] = Object.keys(await bench.counts());
    for (const name of ['*', '_all', `${index},${index}`, `${index}*`, '', '..', 'gateway_default2*']) {
      const selection = { kind: 'indices' as const, indices: [index, name] };
      const work = bench.engine.backups.create({
        gatewayId: bench.gatewayId,
        backup: { ...backup, name: 'x', selection },
      });
      expect([name, await refusal(work)]).toEqual([name, 'index-missing']);
    }
    expect(sent(at, /^(PUT|POST|DELETE) /)).toEqual([]);
    expect(await bench.world()).toEqual(world);
  });
}

/** Asks the server itself for a backup of nothing: a pattern that no index has is an empty one everywhere. */
async function create(
  { bench }: FaultLab,
  repository: string,
  name: string,
  indices = 'no-index-has-this-name-*',
): Promise<{ status: number; type: string }> {
  const path = `/_snapshot/${repository}/${encodeURIComponent(name)}?wait_for_completion=true`;
  const reply = await fetch(`${bench.url}${path}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ indices, include_global_state: false }),
  });
  const { error } = (await reply.json()) as { error?: { type: string } };
  return { status: reply.status, type: error?.type ?? '' };
}
