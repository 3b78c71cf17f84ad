import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import { REPOSITORY } from '#lab/electron/runtime.ts';
import { SCHEMA_FILE } from '../../../electron/cli/results/schemas.ts';

interface Documented {
  results: Record<string, object>;
  following: object;
  problem: object;
  $defs: object;
}

/** The file that programs are told to read. */
const documented = JSON.parse(readFileSync(path.join(REPOSITORY, 'docs', SCHEMA_FILE), 'utf8')) as Documented;
const made = new Map<object, z.ZodType>();

function schemaOf(part: object): z.ZodType {
  const found =
    made.get(part) ?? z.fromJSONSchema({ ...part, $defs: documented.$defs } as z.core.JSONSchema.JSONSchema);
  made.set(part, found);
  return found;
}

function expectFits(part: object, line: string): void {
  const { success, error } = schemaOf(part).safeParse(JSON.parse(line));
  expect(success, `${line.slice(0, 2_000)}\n${error?.message ?? ''}`).toBe(true);
}

/**
 * Fails unless what a process printed with `--json` is as the file of schemas says: progress and notes, the result in
 * the last line, and a problem where nothing was carried out.
 */
export function expectDocumented(
  command: string,
  { code, out, err }: { code: number; out: string; err: string },
): void {
  const lines = out.trimEnd().split('\n');
  const last = lines.pop() ?? '';
  for (const line of lines) expectFits(documented.following, line);
  if (code === 1) expectFits(documented.problem, err.trimEnd().split('\n').at(-1) ?? '');
  else expectFits(documented.results[command] ?? {}, last);
}
