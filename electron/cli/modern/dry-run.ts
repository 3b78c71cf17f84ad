import type { Options } from '../options.ts';
import type { DryRun } from '../results/dry-runs.ts';
import type { Answer } from './command.ts';

export const isDry = (options: Options): boolean => options.has('dry-run');

/** What is told of one kind of change before it is made. */
type Told<Would extends DryRun['would']> = Extract<DryRun, { would: Would }>;

/** What a command would do, if nothing changes meanwhile. */
export const dryAnswer = <Would extends DryRun['would']>(
  would: Would,
  facts: Omit<Told<Would>, 'dryRun' | 'would'>,
  lines: readonly string[],
  code: Answer['code'] = 0,
) => ({ lines: [...lines, 'Nothing was changed.'], json: { dryRun: true as const, would, ...facts }, code });
