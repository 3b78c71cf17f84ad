import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chunkNames, LONGEST_PATH } from '#shared/rules/chunks.ts';

const names = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), { maxLength: 60 });

it('E3 chunks keep the names, their order and the limit', () => {
  fc.assert(
    fc.property(names, fc.integer({ min: 10, max: 400 }), (all, limit) => {
      const chunks = chunkNames(all, limit);
      expect(chunks.flat()).toEqual(all);
      for (const chunk of chunks) {
        expect(chunk.length).toBeGreaterThan(0);
        if (chunk.length > 1)
          expect(chunk.map(encodeURIComponent).join(',').length).toBeLessThanOrEqual(limit);
      }
    }),
  );
});

it('E1 nothing stays nothing', () => expect(chunkNames([])).toEqual([]));

it('needs no more chunks than the names need', () => {
  const all = Array.from(
    { length: 120 },
    (_, i) => `gateway_default_${'x'.repeat(50)}_${String(i).padStart(3, '0')}`,
  );
  const chunks = chunkNames(all);
  const bytes = all.map((name) => name.length + 1).reduce((a, b) => a + b, 0);
  expect(chunks).toHaveLength(Math.ceil(bytes / LONGEST_PATH));
  for (let i = 1; i < chunks.length; i++) {
    const merged = [...chunks[i - 1]!, chunks[i]![0]!].join(',');
    expect(merged.length + 1).toBeGreaterThan(LONGEST_PATH);
  }
});
