import { z } from 'zod';
import type { DataStoreClient } from './client.ts';

const Reply = z.looseObject({
  nodes: z.record(
    z.string(),
    z.looseObject({
      name: z.string().optional(),
      fs: z
        .looseObject({
          total: z
            .looseObject({ total_in_bytes: z.number().optional(), available_in_bytes: z.number().optional() })
            .optional(),
        })
        .optional(),
    }),
  ),
});

/** The disk of one node's data. */
export interface NodeDisk {
  node: string;
  totalBytes: number;
  freeBytes: number;
}

/** The disks of all nodes that hold data and tell. */
export async function readDisks(store: DataStoreClient, timeoutMs?: number): Promise<NodeDisk[]> {
  const reply = await store.read(Reply, {
    path: '/_nodes/data:true/stats/fs',
    query: { filter_path: 'nodes.*.name,nodes.*.fs.total' },
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  return Object.entries(reply.nodes).flatMap(([id, { name = id, fs }]): NodeDisk[] => {
    const totalBytes = fs?.total?.total_in_bytes ?? 0;
    if (totalBytes === 0) return [];
    return [{ node: name, totalBytes, freeBytes: fs?.total?.available_in_bytes ?? totalBytes }];
  });
}

/** All disks together, or null where no node tells. */
export function inAll(disks: readonly NodeDisk[]): { usedBytes: number; totalBytes: number } | null {
  const totalBytes = disks.reduce((sum, disk) => sum + disk.totalBytes, 0);
  const freeBytes = disks.reduce((sum, disk) => sum + disk.freeBytes, 0);
  return totalBytes === 0 ? null : { usedBytes: totalBytes - freeBytes, totalBytes };
}

const PREFIX = 'cluster.routing.allocation.disk.';
const ON_ONE_NODE = `${PREFIX}watermark.enable_for_single_data_node`;
/** What servers use where they do not tell their defaults. */
const DEFAULTS = { low: '85%', high: '90%' };

/** A server places no shard of a backup on a disk that has less free than this. */
export interface Watermark {
  /** The setting as the server tells it. */
  text: string;
  /** Bytes that must stay free on a disk of this size. */
  keepsFree: (totalBytes: number) => number;
}

/**
 * The two watermarks that decide where shards are placed: below `low` no shard of a backup is begun, and none that
 * would leave less than `high`. Null where they do not hold: switched off, or a single data node whose server says
 * nothing else. Settings are those of the cluster, flat.
 */
export function watermarksOf(
  settings: Readonly<Record<string, unknown>>,
  { dataNodes, holdOnOne }: { dataNodes: number; holdOnOne: boolean },
): { low: Watermark; high: Watermark } | null {
  const isSet = (key: string, value: string): boolean => String(settings[key]) === value;
  if (isSet(`${PREFIX}threshold_enabled`, 'false')) return null;
  if (dataNodes <= 1 && !holdOnOne && !isSet(ON_ONE_NODE, 'true')) return null;
  const mark = (kind: 'low' | 'high'): Watermark => {
    const text = asText(settings[`${PREFIX}watermark.${kind}`]) ?? DEFAULTS[kind];
    const headroom = bytesOf(asText(settings[`${PREFIX}watermark.${kind}.max_headroom`]) ?? '');
    const share = shareOf(text);
    const fixed = bytesOf(text);
    return {
      text,
      keepsFree: (total) =>
        share === null ? (fixed ?? 0) : Math.min(total * (1 - share), headroom ?? Number.POSITIVE_INFINITY),
    };
  };
  return { low: mark('low'), high: mark('high') };
}

/** A setting that is not set may be told as an empty text. */
const asText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** `85%` or `0.85`. */
function shareOf(text: string): number | null {
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(text)?.[1];
  if (percent !== undefined) return Number(percent) / 100;
  return /^0?\.\d+$|^1(\.0+)?$/.test(text) ? Number(text) : null;
}

/** `500mb` in bytes; null for anything else, `-1` among it, which means none. */
function bytesOf(text: string): number | null {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)([kmgtp]?)b?$/.exec(text.toLowerCase()) ?? [];
  return number === undefined ? null : Number(number) * 1024 ** ' kmgtp'.indexOf(unit || ' ');
}
