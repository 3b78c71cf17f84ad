import type { Options } from '../options.ts';
import type { Answer } from './command.ts';

export const isDry = (options: Options): boolean => options.has('dry-run');

/** What a command would do, if nothing changes meanwhile. */
export const dryAnswer = (
  would: string,
  facts: Record<string, unknown>,
  lines: readonly string[],
  code: Answer['code'] = 0,
): Answer => ({ lines: [...lines, 'Nothing was changed.'], json: { dryRun: true, would, ...facts }, code });
