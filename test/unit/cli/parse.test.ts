import { describe, expect, it } from 'vitest';
import { MODERN } from '../../../electron/cli/grammar/modern.ts';
import { parseCommandLine } from '../../../electron/cli/grammar/parse.ts';
import { UTILITY } from '../../../electron/cli/grammar/utility.ts';

const old = (...argv: string[]) => parseCommandLine(UTILITY, argv);
const problemOf = (...argv: string[]): string => {
  const parsed = old(...argv);
  return parsed.kind === 'problem' ? parsed.text : `no problem but ${parsed.kind}`;
};

describe('the grammar of the utility', () => {
  it('reads a command with its options, blanks in values too', () => {
    const parsed = old('create', 'backup', '-name', 'a b', '-repoName', 'my repo', '-sync', 'TRUE');
    expect(parsed).toMatchObject({ kind: 'command', command: { id: 'create-backup' } });
    expect(parsed.kind === 'command' && Object.fromEntries(parsed.options)).toEqual({
      name: 'a b',
      repoName: 'my repo',
      sync: 'TRUE',
    });
  });

  it('takes both spellings of the repository and of the plural', () => {
    const parsed = old('delete', 'backups', '-repo', 'x', '-olderThan', '10');
    expect(parsed).toMatchObject({ kind: 'command', command: { id: 'delete-backup' } });
    expect(parsed.kind === 'command' && parsed.options.get('repoName')).toBe('x');
  });

  it.each([
    [['create', 'backup', '-nmae', 'x'], 'create backup has no option -nmae. The nearest is -name.'],
    [
      ['create', 'bakcup'],
      'No such command - create bakcup. The nearest is: create backup. apigatewayUtil -help lists all.',
    ],
    [
      ['list', 'backup', '-status', 'GOOD'],
      '-status does not take "GOOD". It takes SUCCESS, FAILED, IN_PROGRESS, PARTIAL.',
    ],
    [
      ['create', 'backup', '-include', 'assets,all'],
      '-include does not take "all". It takes analytics, assets, license, audit, log.',
    ],
    [['status', 'backup'], 'status backup needs -name.'],
    [['status', 'backup', '-name'], '-name needs a value: backup.'],
    [['status', 'backup', '-name', '-tenant', 'x'], '-name needs a value: backup.'],
    [['status', 'backup', '-name', 'a', '-name', 'b'], '-name is given twice.'],
    [
      ['status', 'backup', '-name', 'a', 'b'],
      '"b" belongs to no option. A value with blanks stands in quotes.',
    ],
    [['create', 'backup', '--name', 'x'], 'create backup has no option --name. The nearest is -name.'],
  ])('%j is a problem', (argv, text) => {
    expect(problemOf(...argv)).toBe(text);
  });

  it.each([
    ['rollover', 'index', '-type', 'log'],
    ['export', 'platformConfiguration'],
    ['list', 'backup', '-analyticsDS', 'true'],
  ])('what it does not do is refused in one line: %j', (...argv) => {
    expect(problemOf(...argv)).toMatch(/^[^\n]+: [^\n]+\.$/);
  });

  it('help is asked for first, or of one command', () => {
    expect(old('-help')).toEqual({ kind: 'help', command: null });
    expect(old()).toEqual({ kind: 'help', command: null });
    expect(old('list', 'backup', '-help')).toMatchObject({ kind: 'help', command: { id: 'list-backup' } });
  });
});

describe('help as a value', () => {
  it.each(['help', '-h'])('is the value where an option takes one: %s', (word) => {
    const parsed = parseCommandLine(MODERN, ['backup', 'show', '--name', word]);
    expect(parsed.kind === 'command' && parsed.options.get('name')).toBe(word);
  });

  it('is asked for everywhere else, also after an option that is not known', () => {
    const help = { kind: 'help', command: { id: 'backup-show' } };
    expect(parseCommandLine(MODERN, ['backup', 'show', '--name', 'a', 'help'])).toMatchObject(help);
    expect(parseCommandLine(MODERN, ['backup', 'show', '--nmae', '-h'])).toMatchObject(help);
    expect(parseCommandLine(MODERN, ['backup', 'show', '--name', '--help'])).toMatchObject(help);
    expect(parseCommandLine(MODERN, ['backup', 'show', '--json', '-h'])).toMatchObject(help);
    expect(old('status', 'backup', '-name', 'help')).toMatchObject({ kind: 'command' });
  });
});

describe('the grammar for new scripts', () => {
  it('refuses two options that contradict each other', () => {
    expect(parseCommandLine(MODERN, ['backup', 'create', '--wait', '--no-wait'])).toEqual({
      kind: 'problem',
      text: '--no-wait and --wait cannot be given together.',
    });
  });

  it('refuses a reason that the history could not keep', () => {
    const given = (length: number) =>
      parseCommandLine(MODERN, ['backup', 'delete', '--name', 'a', '--reason', 'x'.repeat(length)]);
    expect(given(500).kind).toBe('command');
    expect(given(501)).toEqual({
      kind: 'problem',
      text: '--reason takes at most 500 characters; these are 501.',
    });
  });

  it('takes a value attached or apart, and flags without one', () => {
    const parsed = parseCommandLine(MODERN, ['backup', 'create', '--name=a=b', '--reason', 'x', '--no-wait']);
    expect(parsed.kind === 'command' && Object.fromEntries(parsed.options)).toEqual({
      name: 'a=b',
      reason: 'x',
      'no-wait': 'true',
    });
    expect(parseCommandLine(MODERN, ['backup', 'list', '--json=yes'])).toEqual({
      kind: 'problem',
      text: '--json takes no value.',
    });
  });
});
