import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something holds; fails after twenty seconds, which is longer than a busy machine takes. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('did not happen within 20 s');
    await sleep(5);
  }
}
