import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYaml } from '#core/installation/formats.ts';
import { lineDiff } from '#core/setup/line-diff.ts';
import { withPathRepo } from '#core/setup/path-repo-edit.ts';

const NEW = '/mnt/backup';

describe('path.repo in elasticsearch.yml', () => {
  it.each([
    [
      'a vendor file',
      "a: 1\npath.repo: ['/old']\nb: 2\n",
      "a: 1\npath.repo: ['/old', '/mnt/backup']\nb: 2\n",
    ],
    [
      'no path.repo, with other paths',
      'a: 1\npath.logs: /l # here\n# end\nb: 2\n',
      "a: 1\npath.logs: /l # here\npath.repo: ['/mnt/backup']\n# end\nb: 2\n",
    ],
    [
      'no path.repo and no paths',
      '# top\nhttp.port: 9240',
      "# top\nhttp.port: 9240\npath.repo: ['/mnt/backup']\n",
    ],
    ['an empty file', '', "path.repo: ['/mnt/backup']\n"],
    ['comments alone', '# path.repo: x\n', "# path.repo: x\npath.repo: ['/mnt/backup']\n"],
    ['one text', 'path.repo: /old # why\nb: 2\n', "path.repo: ['/old', '/mnt/backup'] # why\nb: 2\n"],
    ['a comma list', 'path.repo: "/a,/b"\n', "path.repo: ['/a', '/b', '/mnt/backup']\n"],
    ['no value', 'path.repo:\nb: 2\n', "path.repo: ['/mnt/backup']\nb: 2\n"],
    ['an empty list', 'path.repo: []\n', "path.repo: ['/mnt/backup']\n"],
    [
      'a list over lines',
      'path.repo: [ "/a", # one\n  "/b" ]\nb: 2\n',
      'path.repo: [ "/a", # one\n  "/b", \'/mnt/backup\' ]\nb: 2\n',
    ],
    [
      'a list with dashes',
      'path.repo:\n  - /a # one\n  - /b # two\n# end\nb: 2\n',
      "path.repo:\n  - /a # one\n  - /b # two\n  - '/mnt/backup'\n# end\nb: 2\n",
    ],
    ['dashes without a line end', 'path.repo:\n- /a', "path.repo:\n- /a\n- '/mnt/backup'"],
    [
      'a nested setting',
      'path:\n  logs: /l\n  repo: [/a]\nb: 2\n',
      "path:\n  logs: /l\n  repo: [/a, '/mnt/backup']\nb: 2\n",
    ],
    [
      'CRLF',
      "a: 1\r\npath.repo: ['/old']\r\nb: 2\r\n",
      "a: 1\r\npath.repo: ['/old', '/mnt/backup']\r\nb: 2\r\n",
    ],
    [
      'CRLF without path.repo',
      'a: 1\r\npath.logs: /l\r\nb: 2\r\n',
      "a: 1\r\npath.logs: /l\r\npath.repo: ['/mnt/backup']\r\nb: 2\r\n",
    ],
    ['the folder there already', 'path.repo: [/mnt/backup]\n', 'path.repo: [/mnt/backup]\n'],
  ])('is changed in %s and nothing else is', (_what, before, after) => {
    expect(withPathRepo(before, NEW)).toBe(after);
  });

  it('takes folders of Windows and of the network as they are', () => {
    for (const folder of ['C:\\Backup\\new', '\\\\10.2.35.121\\apigatewayBackup', "/it's here", '/ü/#x: y']) {
      const after = withPathRepo('path.repo: ["C:\\\\old"]\n', folder);
      expect(readYaml(after).get('path.repo')).toEqual(['C:\\old', folder]);
    }
  });

  it.each([
    ['damaged', 'a: [1\n'],
    ['set twice', 'path.repo: /a\npath.repo: /b\n'],
    ['in braces', '{path.repo: /a}\n'],
    ['an alias', 'x: &x /a\npath.repo: *x\n'],
    ['a list of lists', 'path.repo: [[/a]]\n'],
  ])('is not changed when it is %s', (_what, text) => {
    expect(() => withPathRepo(text, NEW)).toThrow();
  });

  it('keeps every other line of any file, in order', () => {
    const line = fc.oneof(
      fc.constantFrom('', '# a comment', 'path.logs: /logs', "path.data: '/d' # disk", 'x.y: [1, 2]'),
      fc
        .tuple(fc.integer({ min: 0, max: 9999 }), fc.constantFrom('true', '"q: #"', '1', '/p'))
        .map(([n, v]) => `k${n}: ${v}`),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(line, { maxLength: 12, selector: (one) => one.split(':')[0] }),
        fc.constantFrom('\n', '\r\n'),
        (lines, end) => {
          const text = ['# top', ...lines, ''].join(end);
          const after = withPathRepo(text, NEW).split(end);
          const rest = after.filter((one) => !one.startsWith('path.repo'));
          expect(after.length - rest.length).toBe(1);
          expect(rest.join(end).trimEnd()).toBe(text.trimEnd());
        },
      ),
    );
  });
});

describe('the difference of two texts', () => {
  it('names the lines that go and come, with some around them', () => {
    const lines = ['1', '2', '3', '4', 'old', '6', '7', '8', '9'];
    const diff = lineDiff(lines.join('\r\n'), lines.map((one) => (one === 'old' ? 'new' : one)).join('\r\n'));
    expect(diff.map(({ kind, line, text }) => `${kind} ${line} ${text}`)).toEqual([
      'same 2 2',
      'same 3 3',
      'same 4 4',
      'removed 5 old',
      'added 5 new',
      'same 6 6',
      'same 7 7',
      'same 8 8',
    ]);
    expect(lineDiff('a\n', 'a\nb\n').filter(({ kind }) => kind === 'added')).toEqual([
      { kind: 'added', line: 2, text: 'b' },
    ]);
  });

  it.each([
    ['plainly', ['bind_password: canary'], ['bind_password: ***']],
    ['commented out', ['#  s3.secret_key: canary'], ['#  s3.secret_key: ***']],
    ['in braces', ['aws: {access_key: canary, x: 1}'], ['aws: {access_key: ***']],
    ['in quotes', [`- "ldap.password" : 'canary # 1'`], [`- "ldap.password" : ***`]],
    ['in an address', ['url: http://elastic:canary@es-1:9200/x'], ['url: http://***@es-1:9200/x']],
    [
      'in deeper lines',
      ['  token: |', '    canary', '    canary', '  a: b'],
      ['  token: ***', '    ***', '    ***', '  a: b'],
    ],
    ['in a comment of lines', ['#token: >', '#  canary', '#a: b'], ['#token: ***', '#  ***', '#a: b']],
    ['in a list', ['tokens:', '- canary', 'a: b'], ['tokens:', '***', 'a: b']],
    ['in an item', ['- password: canary', '  a: b', '- c: d'], ['- password: ***', '  a: b', '- c: d']],
  ])('shows no secret beside the change that stands %s', (_where, lines, shown) => {
    const before = [...lines, 'a: b'];
    const diff = lineDiff(before.join('\n'), [...before, 'path.repo: /r'].join('\n'));
    expect(diff.map((one) => one.text)).toEqual([...shown, 'a: b', 'path.repo: /r'].slice(-4));
    expect(JSON.stringify(diff)).not.toContain('canary');
  });
});
