import { randomUUID } from 'node:crypto';
import { hostname, uptime } from 'node:os';
import { z } from 'zod';
import { isAlive } from '../files/alive.ts';

/** Who wrote a file that says "I am at work", and when it said so last. */
export const Holder = z.object({ token: z.string(), pid: z.number(), host: z.string(), beat: z.number() });
export type Holder = z.infer<typeof Holder>;

/** How often the holder says that it is still there. */
export const BEAT_MS = 5_000;
/** A process that was stopped for a minute may come back; one that is gone on this host may not. */
const STALE_MS = 60_000;
/** Start of this computer is known to some seconds only. */
const BOOT_SLACK_MS = 30_000;

/** Tokens of this process. A file with our number and another token is of an earlier process that had it. */
const held = new Set<string>();

/** This process as a holder, until it is released. */
export function newHolder(now: number): Holder {
  const token = randomUUID();
  held.add(token);
  return { token, pid: process.pid, host: hostname(), beat: now };
}

export function releaseHolder({ token }: Holder): void {
  held.delete(token);
}

/** Whether nobody is at work there any more. */
export function isGone(holder: Holder, now: number): boolean {
  if (holder.host !== hostname()) return now - holder.beat > STALE_MS;
  if (holder.pid === process.pid) return !held.has(holder.token);
  // After a restart of the computer any process may have the number.
  if (holder.beat < now - uptime() * 1000 - BOOT_SLACK_MS) return true;
  return !isAlive(holder.pid);
}
