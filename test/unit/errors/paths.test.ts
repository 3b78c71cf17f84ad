import fc from 'fast-check';
import { expect, it } from 'vitest';
import { indexPaths, pathOf, pathPart } from '#core/elasticsearch/paths.ts';

const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter((text) => !/[*,]/.test(text) && !['.', '..', '_all'].includes(text));

it.each(['', '.', '..', '_all', '*', 'gateway_*', 'a,b', ','])('E3 %j never reaches a path', (part) => {
  expect(() => pathPart(part)).toThrow(RangeError);
  expect(() => pathOf('_snapshot', part)).toThrow(RangeError);
  expect(() => indexPaths(['ok', part])).toThrow(RangeError);
});

it('E1 an empty list of indices has no path', () => {
  expect(() => indexPaths([])).toThrow(RangeError);
  expect(() => indexPaths([], '_close')).toThrow(RangeError);
});

it('E3 a server reads back exactly the parts that were given', () => {
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (parts) => {
      const { pathname, search, hash } = new URL(`http://host${pathOf(...parts)}`);
      expect(pathname.slice(1).split('/').map(decodeURIComponent)).toEqual(parts);
      expect(search + hash).toBe('');
    }),
  );
});

it('E3 paths for many indices hold each of them once, under the limit', () => {
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 300 }), (names) => {
      const paths = indexPaths(names, '_close');
      expect(paths.flatMap((one) => one.names)).toEqual(names);
      for (const { names: some, path } of paths) {
        expect(path.length).toBeLessThan(4_000);
        expect(path).toBe(`/${some.map(encodeURIComponent).join(',')}/_close`);
      }
    }),
  );
});
