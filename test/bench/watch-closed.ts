import { setTimeout as sleep } from 'node:timers/promises';
import type { TcpProxy } from '#lab/faults/tcp-proxy.ts';
import { storeRequest } from '#lab/samples/store-http.ts';
import type { LabServer } from '#lab/servers/start.ts';

const LOOK_MS = 5;
const ASK_MS = 40;

/** Looks as often at a restore that nobody watches: watching costs the server something, on both sides. */
export async function lookUntil(server: LabServer, work: Promise<unknown>): Promise<void> {
  const ended = work.then(() => true);
  while (!(await Promise.race([ended, sleep(ASK_MS, false)]))) await allActive(server);
}

interface ClosedWatch {
  /** From the first `_close` that passed the proxy until the server, asked apart, had every primary active. */
  closedMs(): Promise<number>;
}

/** Watches the next restore from outside: what the engine says about itself is not asked. */
export function watchClosed(server: LabServer, proxy: TcpProxy): ClosedWatch {
  const from = proxy.requests.length;
  const requests = (): string[] => proxy.requests.slice(from);
  const firstOf = (what: RegExp): number => requests().findIndex((line) => what.test(line));
  const until = async (isSo: () => Promise<boolean> | boolean, pauseMs: number): Promise<number> => {
    const deadline = performance.now() + 120_000;
    while (!(await isSo())) {
      if (performance.now() > deadline) throw new Error('the restore was not seen from outside');
      await sleep(pauseMs);
    }
    return performance.now();
  };
  const watched = (async () => {
    const began = await until(() => firstOf(/^POST \S+\/_close\?/) >= 0, LOOK_MS);
    // The request after it is sent when it has been answered: only then are its shards on the server's list.
    await until(() => {
      const sent = firstOf(/^POST \S+\/_restore\?/);
      return sent >= 0 && sent < requests().length - 1;
    }, LOOK_MS);
    return (await until(() => allActive(server), ASK_MS)) - began;
  })();
  // Whoever ends early for another reason has a better one to tell.
  watched.catch(() => undefined);
  return { closedMs: () => watched };
}

/** Whether every shard is active; the tenant has no replicas, so these are its primaries. Health is never red while a backup is restored. */
export async function allActive({ url }: LabServer): Promise<boolean> {
  const path = '/_cluster/health?filter_path=initializing_shards,unassigned_shards';
  const waiting = await storeRequest<Record<string, number>>(url, 'GET', path);
  return Object.values(waiting).every((count) => count === 0);
}
