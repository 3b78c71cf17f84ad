import type { PendingRestart } from '#shared/model/restart.ts';
import { timeOf } from './words.ts';

/** Tells each event of each node once, as a line. */
export function eventTeller(
  tell: (line: string) => void,
  since: number,
): (pending: PendingRestart | null) => void {
  const told = new Set<string>();
  return (pending) => {
    for (const { nodeId, name, events } of pending?.nodes ?? [])
      for (const { at, text } of events) {
        const key = `${nodeId} ${at} ${text}`;
        if (at < since || told.has(key)) continue;
        told.add(key);
        tell(`${timeOf(at)}  ${name}  ${text}`);
      }
  };
}
