import type { PlanEntry, RestorePlan, Verdict } from '#shared/model/plan.ts';
import { inAll, type NodeDisk, type Watermark, watermarksOf } from '../elasticsearch/disk.ts';
import type { RestoreFacts } from './facts.ts';
import { isRestored } from './plan-entries.ts';

/** Whether the data store has room for what is restored, and would place it. */
export function diskVerdict(facts: RestoreFacts, entries: readonly PlanEntry[]): RestorePlan['disk'] {
  const restored = entries.filter(isRestored);
  const all = inAll(facts.disks);
  const neededBytes = bytesNeeded(facts, restored);
  const disk = { usedBytes: all?.usedBytes ?? null, totalBytes: all?.totalBytes ?? null, neededBytes };
  if (restored.length === 0) return { state: 'good', text: 'Nothing is copied.', ...disk };
  return { ...judged(facts, neededBytes), ...disk };
}

function judged({ disks, settings, health, connection }: RestoreFacts, needed: number | null): Verdict {
  const marks = watermarksOf(settings, {
    dataNodes: health.dataNodes,
    holdOnOne: connection.can.watermarksOnOneNode,
  });
  const room = (mark: Watermark | undefined, on: readonly NodeDisk[]): number =>
    on.reduce((sum, { freeBytes, totalBytes }) => {
      return sum + Math.max(0, freeBytes - (mark?.keepsFree(totalBytes) ?? 0));
    }, 0);
  const taking = disks.filter((disk) => marks === null || room(marks.low, [disk]) > 0);
  const [full] = disks;
  if (marks !== null && full !== undefined && taking.length === 0) {
    const used = Math.round((1 - full.freeBytes / full.totalBytes) * 100);
    const where =
      disks.length === 1 ? `The disk of ${full.node} is` : `Every disk is, as that of ${full.node},`;
    return {
      state: 'bad',
      text: `${where} ${used} % full and beyond the low watermark (${marks.low.text}): no shard of a backup would be placed.`,
    };
  }
  if (disks.length === 0 || needed === null)
    return { state: 'unknown', text: 'The size is not known before it is tried.' };
  if (needed > room(undefined, disks)) return { state: 'bad', text: 'More is needed than is free.' };
  if (marks === null) return { state: 'good', text: 'There is room for it.' };
  if (needed > room(marks.high, taking))
    return {
      state: 'bad',
      text: `More is needed than is free below the high watermark (${marks.high.text}).`,
    };
  if (needed > room(marks.low, taking))
    return { state: 'warn', text: `A disk may become fuller than the low watermark (${marks.low.text}).` };
  return { state: 'good', text: `There is room below the low watermark (${marks.low.text}).` };
}

/**
 * By how much the disks become fuller at most: what is new or larger, and once the largest copy that is put in the
 * place of another, because the old one goes when the new one is complete.
 */
function bytesNeeded({ live, manifest }: RestoreFacts, restored: readonly PlanEntry[]): number | null {
  const replicas = new Map(live.map((index) => [index.index, index.replicas]));
  let growth = 0;
  let largest = 0;
  for (const entry of restored) {
    const bytes = entry.inBackup?.bytes ?? null;
    if (bytes === null) return null;
    const copies = 1 + (manifest?.indices[entry.index]?.replicas ?? replicas.get(entry.target) ?? 0);
    growth += copies * Math.max(0, bytes - (entry.live?.bytes ?? 0));
    if (entry.live !== null) largest = Math.max(largest, bytes * copies);
  }
  return growth + largest;
}
