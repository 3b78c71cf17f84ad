import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const RENDERER = path.resolve(import.meta.dirname, '../../../renderer');

/** What may lose its end: the two halves of a name whose own end stands beside them, and words that are no names. */
const ALLOWED = [
  'ui/base/text.module.css .middlePrefix, .middleHead',
  // Words of a column that was made too narrow are told by the tests of the screens.
  'ui/table/table.module.css .table th, .table td',
  'ui/table/group.module.css .groupNote',
];

it('no style cuts the end of a name', () => {
  const found = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).flatMap((file) => {
    if (!file.endsWith('.css')) return [];
    const css = readFileSync(path.join(RENDERER, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    return [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)]
      .filter(([, , rules = '']) => rules.includes('text-overflow: ellipsis'))
      .map(([, selector = '']) => `${file} ${selector.trim().replace(/\s+/g, ' ')}`);
  });
  expect(found.sort()).toEqual([...ALLOWED].sort());
});
