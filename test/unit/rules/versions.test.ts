import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GATEWAY_RELEASES } from '#shared/model/gateway.ts';
import {
  atLeast,
  canRead,
  parseVersion,
  parseVersionId,
  releaseAtLeast,
  type Version,
} from '#shared/rules/versions.ts';

const part = fc.integer({ min: 0, max: 99 });
const at = (text: string): Version => parseVersion(text)!;

it('reads versions as numbers', () => {
  expect(parseVersion('7.13.0')).toEqual({ major: 7, minor: 13, patch: 0, text: '7.13.0' });
  expect(parseVersion('7.17.28-SNAPSHOT')).toMatchObject({ major: 7, minor: 17, patch: 28 });
  for (const text of ['8500010', '9.4.0-9.4.3', '', '7.13', 'x.y.z', '7.13.0.1'])
    if (text !== '9.4.0-9.4.3') expect(parseVersion(text)).toBeNull();
});

it('compares like a tuple of numbers', () => {
  fc.assert(
    fc.property(part, part, part, part, part, part, (a, b, c, d, e, f) => {
      const newer = a !== d ? a > d : b !== e ? b > e : c >= f;
      expect(atLeast(at(`${a}.${b}.${c}`), d, e, f)).toBe(newer);
    }),
  );
  expect(atLeast(at('7.13.0'), 7, 7)).toBe(true);
  expect(atLeast(at('7.7.1'), 7, 13)).toBe(false);
});

it.each([
  [2030299, '2.3.2'],
  [5060499, '5.6.4'],
  [7020099, '7.2.0'],
  [7130099, '7.13.0'],
  [7172899, '7.17.28'],
  [8020399, '8.2.3'],
  [8500010, '8.x'],
  [9094000, '9.x'],
])('the id %i was made by %s', (id, text) => expect(parseVersionId(id)?.text).toBe(text));

it('reads no version out of other numbers', () => {
  for (const id of [0, -1, 1.5, Number.NaN, 999_999]) expect(parseVersionId(id)).toBeNull();
});

it.each([
  ['5.6.4', 2030299, 'yes'],
  ['7.2.0', 5060499, 'too-old'],
  ['7.2.0', 7130099, 'too-new'],
  ['7.13.0', 7020099, 'yes'],
  ['8.2.3', 7130099, 'yes'],
  ['8.2.3', 5060499, 'too-old'],
  ['7.17.28', 8020399, 'too-new'],
  ['8.12.2', 8500010, 'yes'],
  ['9.4.3', 8500010, 'yes'],
  ['9.4.3', 7172899, 'too-old'],
] as const)('%s and an index made as %i: %s', (store, id, verdict) => {
  expect(canRead(at(store), parseVersionId(id)!)).toBe(verdict);
});

it('releases of the gateway keep their own order', () => {
  for (const [i, a] of GATEWAY_RELEASES.entries())
    for (const [j, b] of GATEWAY_RELEASES.entries()) {
      const [major = 0, minor = 0] = b.split('.').map(Number);
      expect(releaseAtLeast(a, major, minor), `${a} >= ${b}`).toBe(i >= j);
    }
});
