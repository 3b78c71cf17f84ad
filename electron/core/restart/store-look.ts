import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { StorePart } from '#shared/model/restart.ts';
import type { NodeProcess } from '../elasticsearch/node-process.ts';
import { isSameProcess, type StoreLook } from './run-store.ts';
import type { StoreSurroundings } from './store-parts.ts';
import type { ReadStoreHealth } from './store-watch.ts';

/** All that a restart needs of a data store whose nodes are restarted for themselves. */
export interface StoreAccess extends StoreSurroundings {
  /** The process of every node that is there now. */
  processes: (gatewayId: string) => Promise<NodeProcess[]>;
  /** Backups and restores that run on the server now, in words; whoever began them. */
  work: (gatewayId: string) => Promise<string[]>;
}

interface StoreNode {
  name: string;
  store: StorePart;
}

/** One look at a node and at the whole data store. Never rejects. */
export async function storeLookOf(
  access: StoreAccess,
  health: ReadStoreHealth,
  gatewayId: string,
  node: StoreNode,
): Promise<StoreLook> {
  const [processes, store] = await Promise.all([
    orElse(() => access.processes(gatewayId), []),
    orElse(health, null),
  ]);
  return { process: found(processes, node)?.process ?? null, store };
}

async function orElse<Value, Other>(read: () => Promise<Value>, other: Other): Promise<Value | Other> {
  try {
    return await read();
  } catch {
    return other;
  }
}

/**
 * Makes sure that a node of the data store runs as another process than before, and resolves with words about it.
 * Rejects with `store-not-restarted`, or with `store-unread` when it cannot be told.
 */
export async function storeChecked(access: StoreAccess, gatewayId: string, node: StoreNode): Promise<string> {
  const { name: what, store } = node;
  let processes: NodeProcess[];
  try {
    processes = await access.processes(gatewayId);
  } catch (thrown) {
    if (!(thrown instanceof AppFailure)) throw thrown;
    throw unread(what, thrown.value.title);
  }
  const now = found(processes, node)?.process;
  if (now == null) throw unread(what, 'The data store answers and does not list it.');
  if (store.process === null) throw unread(what, 'Its process of before is not known.');
  if (isSameProcess(now, store.process)) {
    const detail = `It is still process ${now.pid}, which ran before its restart became due.`;
    throw new AppFailure(appError('store-not-restarted', { what, detail }));
  }
  return `; it runs as process ${now.pid} now`;
}

const unread = (what: string, detail: string): AppFailure =>
  new AppFailure(appError('store-unread', { what, detail }));

/** By name; where a name is another one after each start, by the place it runs from. */
function found(processes: readonly NodeProcess[], { name, store }: StoreNode): NodeProcess | undefined {
  const named = processes.find((one) => one.name === name);
  if (named !== undefined) return named;
  const placed = processes.filter(({ ip, home }) => home !== null && ip === store.ip && home === store.home);
  return placed.length === 1 ? placed[0] : undefined;
}
