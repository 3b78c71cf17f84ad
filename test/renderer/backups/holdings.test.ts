import { expect, it } from 'vitest';
import { holdingsOf, sharedPrefix } from '../../../renderer/features/backups/flyout/holdings.ts';

const index = (
  name: string,
  scope: 'assets' | 'audit' | null,
  bytes: number | null,
  docs: number | null,
) => ({
  index: name,
  scope,
  bytes,
  docs,
  shards: 1,
});

it('adds up scopes, the largest first, with their share of the known bytes', () => {
  const holdings = holdingsOf([
    index('a', 'assets', 10, 1),
    index('b', 'audit', 70, 2),
    index('c', 'assets', 20, 3),
  ]);
  expect(holdings).toEqual([
    { scope: 'audit', indices: 1, docs: 2, bytes: 70, share: 0.7 },
    { scope: 'assets', indices: 2, docs: 4, bytes: 30, share: 0.3 },
  ]);
});

it('gives no sum where a part is not known', () => {
  expect(holdingsOf([index('a', null, null, 1), index('b', null, 5, null)])).toEqual([
    { scope: null, indices: 2, docs: null, bytes: null, share: 0 },
  ]);
});

it('cuts a shared beginning only at a word', () => {
  expect(sharedPrefix(['gateway_default_apis', 'gateway_default_applications'])).toBe('gateway_default_');
  expect(sharedPrefix(['gateway_default'])).toBe('');
  expect(sharedPrefix(['gateway_default', 'gateway_default_apis'])).toBe('gateway_');
  expect(sharedPrefix(['x', 'y'])).toBe('');
});
