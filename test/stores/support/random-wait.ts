import { setTimeout as sleep } from 'node:timers/promises';

const DEADLINE_MS = 90_000;

/** Looks again until it is so; says what was waited for when it never is. */
export async function untilTrue(what: string, test: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + DEADLINE_MS;
  while (!(await test())) {
    if (Date.now() > end) throw new Error(`Not within ${DEADLINE_MS / 1000} s: ${what}`);
    await sleep(25);
  }
}
