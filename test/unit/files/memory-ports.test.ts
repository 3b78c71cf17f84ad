import { describe, expect, it } from 'vitest';
import { memoryProfileStore, memorySecretVault } from '#core/files/memory-ports.ts';
import { systemClock } from '#core/files/system-clock.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import { draftNamed } from '../memory.ts';

const profile: GatewayProfile = { ...draftNamed('A'), id: 'a', createdAt: 1 };

describe('gateways in memory', () => {
  it('are copies: a caller that changes its own changes nothing here', async () => {
    const mine = structuredClone(profile);
    const store = memoryProfileStore([mine]);
    mine.name = 'changed';
    const first = await store.load();
    first.profiles[0]!.name = 'changed too';
    expect((await store.load()).profiles).toEqual([profile]);
    await store.save([]);
    expect(await store.load()).toEqual({ profiles: [], notice: null });
  });
});

describe('secrets in memory', () => {
  it('are kept, replaced and removed, and said not to last', async () => {
    const vault = memorySecretVault();
    expect(vault.persistent).toBe(false);
    await vault.set('g.node', 'one');
    await vault.set('g.node', 'two');
    expect(await vault.get('g.node')).toBe('two');
    await vault.remove('g.node');
    await vault.remove('g.node');
    expect(await vault.get('g.node')).toBeNull();
  });
});

describe('the clock', () => {
  it('sleeps for the time asked', async () => {
    const started = performance.now();
    await systemClock.sleep(60);
    expect(performance.now() - started).toBeGreaterThanOrEqual(55);
  });

  it('wakes up when it is told to, before and during the sleep', async () => {
    const abort = new AbortController();
    const sleep = systemClock.sleep(60_000, abort.signal);
    abort.abort();
    await sleep;
    await systemClock.sleep(60_000, abort.signal);
  });
});
