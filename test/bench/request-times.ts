import type { TcpProxy } from '#lab/faults/tcp-proxy.ts';

const LOOK_MS = 4;

export interface SeenRequest {
  line: string;
  /** Milliseconds, as exact as the proxy is looked at. */
  at: number;
}

/** Notes when each request passes the proxy, from now on until it is ended. */
export function noteTimes(proxy: TcpProxy): { end(): SeenRequest[] } {
  const seen: SeenRequest[] = [];
  let next = proxy.requests.length;
  const look = (): void => {
    for (; next < proxy.requests.length; next += 1)
      seen.push({ line: proxy.requests[next] ?? '', at: performance.now() });
  };
  const timer = setInterval(look, LOOK_MS);
  return {
    end: () => {
      clearInterval(timer);
      look();
      return seen;
    },
  };
}

export interface Following {
  /** Requests in the first second, and a second from the tenth to the last poll: all that were sent. */
  firstSecond: number;
  later: number;
  /** Requests of one poll, and in the first second: the pieces of one that is too long for a path counted once. */
  ofOnePoll: number;
  firstSecondInWhole: number;
  seconds: number;
}

/** How the requests of one kind of work are told apart. */
export interface Kind {
  begun: RegExp;
  poll: RegExp;
  /** The last request of each poll; nothing that comes later looks like it. */
  pollEnd: RegExp;
}

const FROM_MS = 10_000;

/** Counts what follows the request that began the work, up to the last poll. */
export function countFollowing(seen: readonly SeenRequest[], { begun, poll, pollEnd }: Kind): Following {
  const start = seen.findIndex(({ line }) => begun.test(line));
  const end = seen.findLastIndex(({ line }) => pollEnd.test(line));
  const began = seen[start]?.at;
  const ended = seen[end]?.at;
  if (began === undefined || ended === undefined) throw new Error('nothing was followed');
  const seconds = (ended - began) / 1000;
  if (seconds <= FROM_MS / 1000 + 2)
    throw new Error(`followed for ${seconds.toFixed(1)} s, too short to count`);
  const after = seen.slice(start + 1, end + 1);
  const first = after.filter(({ at }) => at <= began + 1_000);
  const later = after.filter(({ at }) => at > began + FROM_MS);
  // Whole polls only, with what belongs to each: from the first one up to the last.
  const isPoll = ({ line }: SeenRequest): boolean => poll.test(line);
  const polls = later.slice(later.findIndex(isPoll), later.findLastIndex(isPoll));
  return {
    firstSecond: first.length,
    later: later.length / (seconds - FROM_MS / 1000),
    ofOnePoll: inWhole(polls).length / polls.filter(isPoll).length,
    firstSecondInWhole: inWhole(first).length,
    seconds,
  };
}

/** One of each row of requests that differ only in the names of indices. */
function inWhole(seen: readonly SeenRequest[]): SeenRequest[] {
  const kindOf = (line: string): string => line.replace(/^(\S+) \/(?:[^/?_][^/?]*)\/(_\w+).*/, '$1 /…/$2');
  return seen.filter(
    ({ line }, at) => !kindOf(line).includes('…') || kindOf(line) !== kindOf(seen[at - 1]?.line ?? ''),
  );
}
