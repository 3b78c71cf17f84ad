import type { Random } from '../random.ts';
import { ANALYTICS_SHARES, ASSET_TYPES } from '../types.ts';
import { assetSource } from './assets.ts';
import { auditSource, eventSource } from './events.ts';

const assets = new Set<string>(ASSET_TYPES);

/** Id and source of the document number `at` of a type. */
export function makeDocument(
  type: string,
  random: Random,
  at: number,
  tenant: string,
): { id: string; source: Record<string, unknown> } {
  const id = random.uuid();
  if (assets.has(type)) return { id, source: assetSource(type, random, at, id) };
  if (type in ANALYTICS_SHARES) return { id, source: eventSource(type, random, at, tenant) };
  if (type === 'auditlogs') return { id, source: auditSource(random, at) };
  return {
    id,
    source: {
      id,
      creationDate: 1_767_225_600_000 + at * 1_000,
      message: `${type} ${at + 1}`,
      value: random.below(1_000),
    },
  };
}
