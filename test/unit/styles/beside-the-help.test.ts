import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const RENDERER = path.resolve(import.meta.dirname, '../../../renderer');
const read = (file: string): string => readFileSync(path.join(RENDERER, file), 'utf8');
const heightOf = (css: string): string | undefined =>
  /\n\.foot \{[^}]*\n {2}(?:min-)?height: (\d+px);/.exec(css)?.[1];

it.each([['ui/layout/wizard'], ['features/activity/operation']])(
  'the help leaves the foot of %s free, as high as it is',
  (page) => {
    const room = /\.page:has\(\[data-page-foot\]\) > \.drawer \{\s*bottom: (\d+px);/.exec(
      read('app/layout/layout.module.css'),
    )?.[1];
    expect(room).toBeDefined();
    expect(heightOf(read(`${page}.module.css`))).toBe(room);
  },
);
