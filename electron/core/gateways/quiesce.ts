import { failureOf } from '../errors/from-transport.ts';
import type { NodeClient } from './node-client.ts';

type NodesById = ReadonlyMap<string, NodeClient>;

/**
 * Blocks changes at design time on every node that can do so (E9); the gateway stays in use. `noting` puts on disk
 * which nodes are ours to release, before each is asked; one that may have been set and cannot be asked is among them. A
 * node that refuses is told of and stops nothing; one that somebody else has quiesced stays theirs. Resolves with the
 * nodes that were set here.
 */
export async function quiesceNodes(
  nodes: NodesById,
  noting: (ids: string[]) => Promise<void>,
  log: (text: string) => void,
): Promise<{ set: string[]; able: number }> {
  const able = [...nodes].filter(([, node]) => node.canQuiesce);
  const set: string[] = [];
  const ours: string[] = [];
  for (const [id, node] of able) {
    await noting([...ours, id]);
    const outcome = await node.quiesce().catch((thrown: unknown) => failureOf(thrown, id));
    if (outcome === 'set') set.push(id);
    if (outcome === 'set' || outcome === 'unknown') ours.push(id);
    if (outcome === 'unknown') log(`Perhaps quiesced, its answer was lost: ${id}`);
    else if (typeof outcome !== 'string') log(`Not quiesced: ${outcome.value.title}`);
  }
  if (able.length > 0) await noting(ours);
  return { set, able: able.length };
}

/** Releases what was set here. Never rejects; resolves with the nodes that could not be released. */
export async function releaseNodes(
  nodes: NodesById,
  ids: readonly string[],
  log: (text: string) => void,
): Promise<string[]> {
  const left: string[] = [];
  for (const id of ids) {
    const released = await nodes
      .get(id)
      ?.release()
      .then(() => true)
      .catch((thrown: unknown) => {
        log(`Not released: ${failureOf(thrown, id).value.title}`);
        return false;
      });
    if (released !== true) left.push(id);
  }
  return left;
}
