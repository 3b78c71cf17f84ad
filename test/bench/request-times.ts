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
  firstSecond: number;
  /** A second, from the tenth to the last poll. */
  later: number;
  /** Requests of one poll, the pieces of one that is too long for a server counted as one. */
  ofOnePoll: number;
  /** Paths that did not fit into one request count once here and as they were sent above. */
  seconds: number;
}

const FROM_MS = 10_000;

/** Counts what follows the request that began the work, up to the last poll. */
export function countFollowing(seen: readonly SeenRequest[], begun: RegExp, poll: RegExp): Following {
  const start = seen.findIndex(({ line }) => begun.test(line));
  const began = seen[start]?.at;
  const after = seen.slice(start + 1);
  const polls = after.filter(({ line }) => poll.test(line));
  const last = polls.at(-1)?.at;
  if (began === undefined || last === undefined) throw new Error('nothing was followed');
  const seconds = (last - began) / 1000;
  if (seconds <= FROM_MS / 1000 + 2)
    throw new Error(`followed for ${seconds.toFixed(1)} s, too short to count`);
  const during = (from: number, to: number): SeenRequest[] =>
    after.filter(({ at }) => at > began + from && at <= began + to);
  const later = during(FROM_MS, last - began);
  const laterPolls = later.filter(({ line }) => poll.test(line)).length;
  return {
    firstSecond: during(0, 1_000).length,
    later: later.length / (seconds - FROM_MS / 1000),
    ofOnePoll: inWhole(later).length / laterPolls,
    seconds,
  };
}

/** One of each row of requests that differ only in the names of indices. */
function inWhole(seen: readonly SeenRequest[]): SeenRequest[] {
  const kindOf = ({ line }: SeenRequest): string =>
    line.replace(/^(\S+) \/(?:[^/?_][^/?]*)\/(_\w+)/, '$1 /…/$2');
  return seen.filter(
    (one, at) => at === 0 || kindOf(one) !== kindOf(seen[at - 1]!) || !kindOf(one).includes('…'),
  );
}
