import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backupNameProblem, defaultBackupName, repositoryNameProblem } from '#shared/rules/backup-name.ts';

// The verdicts of real servers from 2.3 to 9.4.
it.each([
  'a',
  'nightly-1',
  '!@$%()',
  "[];'&=+~^{}`",
  'a:b',
  'ä',
  '-lead',
  '+lead',
  '.lead',
  'a_b',
  'default-2021-may-17-22-23-2-266000000',
  'x'.repeat(200),
])('a backup may be named %s', (name) => expect(backupNameProblem(name)).toBeNull());

it.each([
  ['', 'empty'],
  ['A', 'capital'],
  ['aÄ', 'capital'],
  ['a b', 'blank'],
  ['a\tb', 'blank'],
  ['_a', 'begins with _'],
  ...['#', ',', '*', '/', '\\', '?', '"', '<', '>', '|'].map(
    (sign) => [`a${sign}b`, sign] as [string, string],
  ),
  ['.', 'dots'],
  ['..', 'dots'],
  ['a\u0000', 'control'],
  ['a\u007f', 'control'],
  ['a\ud800', 'half a character'],
  ['x'.repeat(201), '200 bytes'],
  ['ä'.repeat(101), '200 bytes'],
  ['_all', 'begins with _'],
])('%j is refused and the reason named', (name, reason) => {
  expect(backupNameProblem(name)).toContain(reason);
});

it('E3 whatever is accepted is one part of a path and one name', () => {
  const names = fc.string({ unit: 'binary', maxLength: 60 });
  const likely = fc.string({
    unit: fc.constantFrom(...Array.from('aZ_.#,*/\\?"<>| -!@$%()0\u00e4')),
    maxLength: 12,
  });
  fc.assert(
    fc.property(fc.oneof(names, likely), (name) => {
      if (backupNameProblem(name) !== null) return;
      expect(name).toMatch(/^(?!_)[^\s#,*/\\?"<>|]+$/u);
      expect(name).toBe(name.toLowerCase());
      const url = new URL(`http://host/_snapshot/r/${encodeURIComponent(name)}`);
      expect(decodeURIComponent(url.pathname.slice('/_snapshot/r/'.length))).toBe(name);
    }),
    { numRuns: 500 },
  );
});

it('refuses nothing that servers accept', () => {
  const allowed = fc.string({
    unit: fc.constantFrom(...Array.from('abcxyz0189-.!@$%()[];&=+~^{}:')),
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(allowed, (name) => {
      fc.pre(name !== '.' && name !== '..');
      expect(backupNameProblem(name)).toBeNull();
    }),
  );
});

it('a repository may have capitals, and no sign that 7.2 and later refuse', () => {
  for (const name of ['Nightly', 'default', '-x', 'é', '!@$%()'])
    expect(repositoryNameProblem(name)).toBeNull();
  for (const name of ['', 'a b', 'a#b', 'a,b', '*', '.', '..', '_all', 'a/b'])
    expect(repositoryNameProblem(name)).not.toBeNull();
});

it('a new name has the form of the vendor and is valid', () => {
  expect(defaultBackupName('default', new Date(2021, 3, 12, 11, 38, 4, 420))).toBe(
    'default-2021-april-12-11-38-4-420000000',
  );
  fc.assert(
    fc.property(fc.date({ min: new Date(2000, 0), max: new Date(2099, 11), noInvalidDate: true }), (date) => {
      expect(backupNameProblem(defaultBackupName('default_eu', date))).toBeNull();
    }),
  );
});
