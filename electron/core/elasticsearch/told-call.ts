import type { PhaseId } from '#shared/model/operation.ts';
import type { PlannedCall } from '#shared/model/planned-call.ts';
import { masked } from '../errors/mask.ts';
import { type Change, urlOf } from './request.ts';

/** Names that are written out of a list; the rest is counted. */
const SHOWN = 3;

/** A request as it is told before it is sent: secrets masked, lists of names shortened. */
export function toldCall(phase: PhaseId, call: Change, ifNeeded = false): PlannedCall {
  return {
    phase,
    method: call.method,
    path: urlOf({ ...call, path: call.path.split('/').map(shortList).join('/') }),
    body: call.body === undefined ? null : JSON.stringify(shortened(masked(call.body))),
    ifNeeded,
  };
}

const more = (count: number): string => `… ${count} more`;

/** Only a comma can separate names: in one of them it is refused by every server. */
function shortList(text: string): string {
  const names = text.split(',');
  return names.length > SHOWN ? [...names.slice(0, SHOWN), more(names.length - SHOWN)].join(',') : text;
}

/** The same for what a body holds: `indices` is one text of names, `actions` a list. */
function shortened(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([key, value]: [string, unknown]) => {
      if (key === 'indices' && typeof value === 'string') return [key, shortList(value)];
      if (isLongList(value)) return [key, [...value.slice(0, SHOWN), more(value.length - SHOWN)]];
      return [key, value];
    }),
  );
}

const isLongList = (value: unknown): value is unknown[] => Array.isArray(value) && value.length > SHOWN;
