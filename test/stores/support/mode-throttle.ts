import { expect, test } from 'vitest';
import type { ModeLab } from './mode-lab.ts';

interface Repository {
  type: string;
  settings: Record<string, string>;
}

/** The limit of the data store is out of the way while it copies, and as before afterwards. */
export function throttleRules(at: ModeLab): void {
  const transient = () => at.bench.raw<{ transient: object }>('GET', '/_cluster/settings');
  const repositories = () => at.bench.raw<Record<string, Repository>>('GET', '/_snapshot');

  test('E11 the limit of the data store is lifted while it copies and put back afterwards', async () => {
    const seen: string[] = [];
    const own = (await repositories()).default;
    at.hook.onWrite = async (journal) => {
      if (journal.step !== 'restore' || journal.sent.length === 0) return;
      seen.push(JSON.stringify([await transient(), await repositories()]));
    };
    const before = await transient();
    const operation = await at.bench.restored('first');
    at.hook.onWrite = () => undefined;
    expect(operation.phases.find((phase) => phase.id === 'lift-throttle')?.state).toBe('done');
    const sign = at.can.throttledBy === 'cluster' ? 'max_bytes_per_sec":"10239mb' : 'gateway-vault-fast-';
    expect(seen.filter((text) => text.includes(sign))).toHaveLength(seen.length);
    expect(seen.length).toBeGreaterThan(0);
    expect(await transient()).toEqual(before);
    const left = await repositories();
    expect(Object.keys(left).filter((name) => name.includes('-fast-'))).toEqual([]);
    expect(left.default).toEqual(own);
  });

  test.runIf(at.can.throttledBy === 'cluster')(
    'E11 a limit that somebody had set is set again, one changed meanwhile stays, one left by a dead program goes',
    async () => {
      const key = 'indices.recovery.max_bytes_per_sec';
      const put = (value: string | null) =>
        at.bench.raw('PUT', '/_cluster/settings', { transient: { [key]: value } });
      const flat = async () =>
        (
          await at.bench.raw<{ transient: Record<string, string> }>(
            'GET',
            '/_cluster/settings?flat_settings=true',
          )
        ).transient[key];
      await put('33mb');
      await at.bench.restored('first');
      expect(await flat()).toBe('33mb');
      at.hook.once(
        (journal) => journal.step === 'verify',
        async () => {
          await put('55mb');
        },
      );
      // Its plan told that it would put its own back.
      expect((await at.bench.restore('first')).status).toBe('succeeded');
      expect(await flat()).toBe('55mb');
      // Nobody writes it so: a program that died has left it.
      await put('10239mb');
      await at.bench.restored('first');
      expect(await flat()).toBeUndefined();
    },
  );
}
