import { describe, expect, test } from 'vitest';
import type { IndexAlias, LiveIndex } from '#core/elasticsearch/indices.ts';
import { aliasActions } from '#core/restore/alias-actions.ts';
import { wrongAliases } from '#core/restore/alias-targets.ts';

const alias = (
  name: string,
  write: boolean | null = null,
  rest: Record<string, unknown> = {},
): IndexAlias => ({
  alias: name,
  write,
  rest,
});
const live = (indices: Record<string, IndexAlias[]>): Map<string, { index: string; aliases: IndexAlias[] }> =>
  new Map(Object.entries(indices).map(([index, aliases]) => [index, { index, aliases }]));

describe('E12 aliases after a restore', () => {
  test('a restored index gets exactly its aliases, a kept one loses none', () => {
    const now = live({ 'x-000001': [alias('stray')], 'x-000002': [alias('x', true), alias('mine')] });
    const wanted = [
      { index: 'x-000001', aliases: [alias('x', false)] },
      { index: 'x-000002', aliases: [alias('x', true)], kept: true },
    ];
    expect(aliasActions(wanted, now, true)).toEqual([
      { kind: 'remove', index: 'x-000001', alias: 'stray' },
      { kind: 'add', index: 'x-000001', alias: 'x', write: false, rest: {} },
    ]);
  });

  test('a kept index does not get an alias back that the gateway has taken from it', () => {
    const wanted = [{ index: 'x-000001', aliases: [alias('x', null)], kept: true }];
    expect(aliasActions(wanted, live({ 'x-000001': [], 'x-000002': [alias('x')] }), true)).toEqual([]);
  });

  test('an index that the gateway made meanwhile stays the one that is written to', () => {
    const now = live({ 'x-000001': [alias('x', false)], 'x-000002': [alias('x', true)] });
    const wanted = [{ index: 'x-000001', aliases: [alias('x', true)] }];
    expect(aliasActions(wanted, now, true)).toEqual([]);
    const target = {
      alias: 'x',
      members: ['x-000001'],
      writeIndex: 'x-000001',
      source: 'live' as const,
      rest: {},
    };
    expect(wrongAliases([target], now as Map<string, LiveIndex>)).toEqual([]);
  });

  test('an explicit "not written to" is not the same as none: the only member must be writable', () => {
    const wanted = [{ index: 'x-000001', aliases: [alias('x', true)] }];
    expect(aliasActions(wanted, live({ 'x-000001': [alias('x', false)] }), true)).toEqual([
      { kind: 'add', index: 'x-000001', alias: 'x', write: true, rest: {} },
    ]);
  });

  test('a filter that changed is put back', () => {
    const filter = { filter: { term: { kind: 'api' } } };
    const wanted = [{ index: 'x', aliases: [alias('only-apis', null, filter)] }];
    expect(aliasActions(wanted, live({ x: [alias('only-apis')] }), true)).toEqual([
      { kind: 'add', index: 'x', alias: 'only-apis', write: null, rest: filter },
    ]);
  });

  test('two writers, and a missing member, are wrong', () => {
    const target = {
      alias: 'x',
      members: ['x-000001'],
      writeIndex: 'x-000001',
      source: 'live' as const,
      rest: {},
    };
    const two = live({ 'x-000001': [alias('x', true)], 'x-000002': [alias('x', true)] });
    expect(wrongAliases([target], two as Map<string, LiveIndex>)).toEqual(['x']);
    expect(wrongAliases([target], live({ 'x-000001': [] }) as Map<string, LiveIndex>)).toEqual(['x']);
  });
});
