import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MODERN } from '../../../electron/cli/grammar/modern.ts';
import { resultNames, schemaDocument } from '../../../electron/cli/results/schemas.ts';
import { operationWith } from './operation.ts';

interface Schema {
  properties?: object;
}
const { results, problem, $defs } = JSON.parse(schemaDocument()) as {
  results: Record<string, object>;
  problem: object;
  $defs: Record<string, Schema>;
};
const fits = (part: object | undefined, value: unknown): boolean =>
  z.fromJSONSchema({ ...part, $defs } as z.core.JSONSchema.JSONSchema).safeParse(value).success;

describe('the schemas of results', () => {
  it('name at least one for each command, and one that begins with Dry exactly where there is a dry run', () => {
    for (const { id, options } of MODERN.commands) {
      const names = resultNames(id);
      expect([id, names.length > 0]).toEqual([id, true]);
      const isDry = options.some(({ name }) => name === 'dry-run');
      expect([id, names.some((name) => name.startsWith('Dry'))]).toEqual([id, isDry]);
    }
  });

  it('take what is meant, and neither a field nor a word that nobody knows', () => {
    const operation = operationWith();
    expect(fits(results['backup-create'], operation)).toBe(true);
    expect(fits(results['backup-create'], { ...operation, status: 'odd' })).toBe(false);
    expect(fits(results['backup-create'], { ...operation, more: 1 })).toBe(false);
    expect(fits(results['repo-list'], operation)).toBe(false);
    expect(fits(problem, { error: { code: 'refused', title: 'Not so.' } })).toBe(true);
    expect(fits(problem, { error: { code: 'journal-open', title: 'Not so.' } })).toBe(false);
  });

  it('say nothing twice that is large: it has a name of its own', () => {
    const parts = Object.entries($defs).map(([name, { properties }]) => ({
      name,
      text: JSON.stringify(properties ?? name),
    }));
    for (const { name, text } of parts.filter(({ text }) => text.length > 200))
      for (const other of parts) if (other.name !== name) expect(other.text.includes(text)).toBe(false);
  });
});
