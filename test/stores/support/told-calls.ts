import { expect } from 'vitest';
import type { ApiCall } from '#shared/model/data-store.ts';
import type { PlannedCall } from '#shared/model/planned-call.ts';
import type { OpenEngine } from './open-engine.ts';

/** The changes that the engine sends while `work` lasts, as its log has them. */
export async function changesWhile<Result>(
  { engine }: OpenEngine,
  gatewayId: string,
  work: () => Promise<Result>,
): Promise<{ result: Result; sent: ApiCall[] }> {
  const before = await engine.gateways.calls({ gatewayId });
  const result = await work();
  const after = await engine.gateways.calls({ gatewayId });
  const last = before.at(-1);
  // The log keeps the last calls only: what it has dropped cannot be compared.
  if (last !== undefined) expect(after).toContainEqual(last);
  const sent = after.slice(last === undefined ? 0 : after.indexOf(last) + 1);
  // After a lost reply the nodes are asked whether they can use the repository: a look, like every GET.
  const isLook = ({ method, url }: ApiCall): boolean => method === 'GET' || url.endsWith('/_verify');
  return { result, sent: sent.filter((call) => !isLook(call) && call.url.startsWith('/')) };
}

/** Each change was told, in this order, and each that was told for sure was sent. */
export function expectTold(told: readonly PlannedCall[], sent: readonly ApiCall[]): void {
  let at = 0;
  const missing: string[] = [];
  for (const call of told) {
    if (call.ifNeeded) while (isTheSame(call, sent[at])) at += 1;
    else if (isTheSame(call, sent[at])) at += 1;
    else missing.push(`${call.method} ${call.path} ${call.body ?? ''}`);
  }
  const untold = sent.slice(at).map(({ method, url, body }) => `${method} ${url} ${body ?? ''}`);
  expect({ missing, untold }).toEqual({ missing: [], untold: [] });
}

function isTheSame(told: PlannedCall, sent: ApiCall | undefined): boolean {
  if (told.method !== sent?.method || !pattern(told.path).test(sent.url)) return false;
  return told.body === null ? told.ifNeeded || sent.body === null : pattern(told.body).test(sent.body ?? '');
}

/** A text with its places for what is known later, and for names that are only counted. */
function pattern(told: string): RegExp {
  const parts = told.split(/(\(time\)|\(hash\)|\(random\)|\(oldest\)|,"… \d+ more"|,… \d+ more)/);
  const source = parts.map((part) => {
    const more = /^,("?)… (\d+) more/.exec(part);
    if (more !== null)
      return more[1] === '' ? `(?:,[^,/?"]+){${more[2]}}` : `(?:,\\{"(?:add|remove)":.+?\\}){${more[2]}}`;
    if (/^\((time|hash|random|oldest)\)$/.test(part)) return '[a-z0-9-]+';
    return part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
  });
  return new RegExp(`^${source.join('')}$`);
}
