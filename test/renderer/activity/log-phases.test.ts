import { expect, it } from 'vitest';
import type { Operation } from '#shared/model/operation.ts';
import { logByPhase } from '../../../renderer/features/activity/log-phases.ts';

type Phases = Operation['phases'];
const phase = (
  id: Phases[number]['id'],
  startedAt: number | null,
  endedAt: number | null,
): Phases[number] => ({
  id,
  state: 'done',
  startedAt,
  endedAt,
  text: '',
});
const cut = (phases: Phases, lines: readonly (readonly [number, string])[]): [string | null, string[]][] =>
  logByPhase({ phases, log: lines.map(([at, text]) => ({ at, text })) }).map((part) => [
    part.phase,
    part.lines.map(({ text }) => text),
  ]);

it('a line belongs to the phase that was running when it was written', () => {
  const phases = [
    phase('plan', 10, 20),
    phase('close', 20, 30),
    phase('restore', 40, null),
    phase('verify', null, null),
  ];
  expect(
    cut(phases, [
      [5, 'Started'],
      [15, 'GET'],
      [20, 'plan: nothing changed'],
      [20, 'POST _close'],
      [30, 'close: 86 closed'],
      [35, 'Waiting'],
      [41, 'POST _restore'],
      [900, 'Cancel was asked for'],
    ]),
  ).toEqual([
    [null, ['Started']],
    ['plan', ['GET', 'plan: nothing changed', 'POST _close']],
    ['close', ['close: 86 closed']],
    [null, ['Waiting']],
    ['restore', ['POST _restore', 'Cancel was asked for']],
  ]);
});

it('a line with the name of its phase goes there, whatever happened in the same moment', () => {
  const phases = [phase('plan', 10, 20), phase('close', 20, 20), phase('restore', 20, null)];
  expect(
    cut(phases, [
      [20, 'plan: fine'],
      [20, 'close: 86 closed'],
      [21, 'POST _restore'],
    ]).map(([id]) => id),
  ).toEqual(['plan', 'close', 'restore']);
});

it('without phases there is one part, and without lines none', () => {
  expect(
    cut(
      [],
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ),
  ).toEqual([[null, ['a', 'b']]]);
  expect(cut([phase('plan', 1, 2)], [])).toEqual([]);
});
