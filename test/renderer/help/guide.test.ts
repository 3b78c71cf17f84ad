import { lexer, type Token, walkTokens } from 'marked';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES, type ErrorCode } from '#shared/errors/codes.ts';
import { isDocumentation } from '../../../electron/shell/documentation.ts';
import { SHELL_STRINGS } from '../../../electron/shell/strings.ts';
import { guidePageFor } from '../../../renderer/app/layout/guide-page.ts';
import { createAppRouter } from '../../../renderer/app/router.tsx';
import {
  errorHeading,
  errorSection,
  FIRST_PAGE,
  guideGroups,
  guidePages,
  targetOf,
} from '../../../renderer/lib/guide/pages.ts';
import { APP } from '../../../renderer/strings/app.ts';
import { labelsOf } from './labels.ts';

const files = import.meta.glob<string>('../../../docs/guide/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const strings = import.meta.glob<Record<string, unknown>>('../../../renderer/strings/*.ts', { eager: true });
const all = Object.entries(files).map(([path, text]) => ({
  id: path.slice(path.lastIndexOf('/') + 1, -3),
  text,
}));

function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  void walkTokens(lexer(text), (token) => {
    found.push(token);
  });
  return found;
}
const prose = (text: string): string => text.replaceAll(/```[\s\S]*?```|`[^`]*`/g, '');

/** Errors of which the guide says nothing more than their own text does, and why. */
const SAID_IN_PLACE: Partial<Record<ErrorCode, string>> = {
  'input-invalid': 'the field is named beside the message',
  'backup-name-invalid': 'the allowed signs are in the message',
  'tenant-mismatch': 'the word to type is beside the field',
  'nothing-selected': 'the message says what to select',
  'gateway-unknown': 'removed in another window: there is nothing to repair',
  'gateway-name-taken': 'another name is all that is needed',
  'repository-import-expired': 'the file is imported again on the same form',
  'journal-missing': 'settled in another window: there is nothing to do',
  'operation-missing': 'its record is gone: there is nothing to do',
  'not-cancellable': 'waiting is all that can be done',
  cancelled: 'it was asked for',
  'restart-store-along': 'the message says which nodes take it along',
  'bundle-gone': 'it is gathered again on the same page',
};

describe('the guide', () => {
  const knows = labelsOf([...Object.values(strings), SHELL_STRINGS]);

  it('is checked against the labels of the program, also those with a name or a count in them', () => {
    expect(['Back up now', 'Next: Where', 'Cancel restore…', 'Check node 1'].filter(knows)).toHaveLength(4);
    expect(['Back up later', 'Backup', 'Make it so', 'Check', 'node'].filter(knows)).toEqual([
      'Backup',
      'Check',
    ]);
  });

  it.each(all)('$id: each label in bold is one of the program', ({ text }) => {
    const bold = tokensOf(text).filter((token) => token.type === 'strong');
    const unknown = bold
      .map((token) => ('text' in token ? String(token.text) : ''))
      .filter((one) => !knows(one));
    expect(unknown).toEqual([]);
  });

  it.each(all)(
    '$id: each link leads to a page and a heading that are there, or to documentation',
    ({ id, text }) => {
      for (const token of tokensOf(text)) {
        if (token.type !== 'link') continue;
        const href = String(token.href);
        const target = targetOf(href, id);
        if (target === null) {
          expect(isDocumentation(href), href).toBe(true);
          continue;
        }
        const page = guidePages().get(target.page);
        expect(page, href).toBeDefined();
        if (target.anchor !== '')
          expect(
            page?.sections.map((section) => section.id),
            href,
          ).toContain(target.anchor);
      }
    },
  );

  it.each(all)('$id: is written as the texts of the program are', ({ text }) => {
    expect(prose(text)).not.toMatch(/[–—]|\S - \S/);
    expect(prose(text)).not.toMatch(/!/);
    expect(prose(text)).not.toMatch(/\b(we|our|us|please|simply|just)\b/i);
  });

  it.each(all)('$id: uses only what the help can draw', ({ text }) => {
    const drawn = new Set(
      'heading paragraph list list_item code table text escape strong em codespan link space'.split(' '),
    );
    const types = tokensOf(text).map((token) => token.type);
    expect(types.filter((type) => !drawn.has(type))).toEqual([]);
  });

  it.each(all)('$id: has one title, and no two headings alike', ({ id, text }) => {
    expect(tokensOf(text).filter((token) => token.type === 'heading' && token.depth === 1)).toHaveLength(1);
    const anchors =
      guidePages()
        .get(id)
        ?.sections.map((section) => section.id) ?? [];
    expect(new Set(anchors).size).toBe(anchors.length);
  });

  it('lists every page once on its first one', () => {
    const listed = guideGroups().flatMap((group) => group.pages.map((page) => page.id));
    const others = all.map(({ id }) => id).filter((id) => id !== FIRST_PAGE);
    expect(listed.toSorted()).toEqual(others.toSorted());
  });

  it('speaks of each error under its title, or is known to say nothing more', () => {
    const without = ERROR_CODES.filter((code) => errorSection(code) === null);
    expect(without.toSorted()).toEqual(Object.keys(SAID_IN_PLACE).toSorted());
  });

  it('has no section for an error that does not exist any more', () => {
    const titles = new Set(ERROR_CODES.map(errorHeading));
    for (const page of guidePages().values()) {
      if (!page.id.startsWith('when-')) continue;
      for (const section of page.sections) expect(titles, section.title).toContain(section.title);
    }
  });

  it('says something to each of its errors', () => {
    for (const code of ERROR_CODES) {
      const section = errorSection(code)?.section;
      if (section !== undefined) expect(section.text.length, code).toBeGreaterThan(20);
    }
  });

  it('has a page for each page of the program', () => {
    const paths = Object.keys(createAppRouter(undefined as never).routesByPath);
    for (const path of paths.filter((one) => !one.startsWith('/help'))) {
      const page = guidePageFor(path.replaceAll(/\$\w+/g, 'x'));
      expect(guidePages().has(page ?? ''), path).toBe(true);
    }
    expect(guidePageFor('/help/restore')).toBeNull();
  });

  it('lists the same keys as the program', () => {
    const keyboard = files['../../../docs/guide/keyboard.md'] ?? '';
    for (const [key, effect] of APP.help.keys.filter(([one]) => one !== '?'))
      expect(keyboard).toContain(`| \`${key}\` | ${effect} |`);
    expect(keyboard).toContain('| `?` |');
  });
});
