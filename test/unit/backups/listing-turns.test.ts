import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { SharedCalls, Turns } from '#core/backups/listing-turns.ts';
import { systemClock } from '#core/files/system-clock.ts';

const LONG = 60_000;

/** Calls that end when the test says so. */
function calls() {
  const ends: ((failure?: Error) => void)[] = [];
  const call = (): Promise<number> => {
    const number = ends.length + 1;
    return new Promise((resolve, reject) => {
      ends.push((failure) => (failure === undefined ? resolve(number) : reject(failure)));
    });
  };
  return { ends, call };
}
const turn = (): Promise<void> => sleep(5);

test('E19 who asks while a call is under way shares the one after it', async () => {
  const { ends, call } = calls();
  const shared = new SharedCalls<number>(systemClock, LONG);
  const answers = [1, 2, 3].map(() => shared.ask('r', call));
  await turn();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await turn();
  expect(ends).toHaveLength(2);
  ends[1]?.();
  expect(await Promise.all(answers)).toEqual([1, 2, 2]);
});

test('E19 a call that fails stands in nobody’s way', async () => {
  const { ends, call } = calls();
  const shared = new SharedCalls<number>(systemClock, LONG);
  const first = shared.ask('r', call).catch((thrown: unknown) => thrown);
  const second = shared.ask('r', call);
  ends[0]?.(new Error('refused'));
  await turn();
  ends[1]?.();
  expect([await first, await second]).toEqual([new Error('refused'), 2]);
});

test('E19 a call that hangs is waited for only so long', async () => {
  const { ends, call } = calls();
  const shared = new SharedCalls<number>(systemClock, 1);
  void shared.ask('r', call);
  const second = shared.ask('r', call);
  while (ends.length < 2) await turn();
  ends[1]?.();
  expect(await second).toBe(2);
});

test('E19 work on one repository is done in turn, on two side by side', async () => {
  const turns = new Turns(systemClock, LONG);
  const { ends, call } = calls();
  const work = (): Promise<void> => call().then(() => undefined);
  const all = [turns.take('a', work), turns.take('a', work), turns.take('b', work)];
  await turn();
  expect(ends).toHaveLength(2);
  for (const end of ends) end();
  while (ends.length < 3) await turn();
  ends[2]?.();
  await Promise.all(all);
});
