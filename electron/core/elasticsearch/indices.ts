import { z } from 'zod';
import { failureOf } from '../errors/from-transport.ts';
import type { Capabilities } from './capabilities.ts';
import type { DataStoreClient } from './client.ts';
import { indexPaths } from './paths.ts';
import type { Change, ChangeOfIndices, Query } from './request.ts';

/** One alias of one index. `rest` is what else it carries (filter, routing), kept as it is. */
export interface IndexAlias {
  alias: string;
  write: boolean | null;
  rest: Record<string, unknown>;
}

/** An index as it is now. */
export interface LiveIndex {
  index: string;
  uuid: string;
  open: boolean;
  shards: number;
  replicas: number;
  /** `index.version.created`, a number on every version. */
  createdId: number;
  health: string | null;
  /** `null` for a closed index, whose documents no server counts. */
  docs: number | null;
  /** Of the primaries. */
  bytes: number | null;
  aliases: IndexAlias[];
  /** Names of index blocks such as `read_only_allow_delete`. */
  blocks: string[];
}

/** The part of the cluster state that tells something of each index. */
const inMetadata = <Schema extends z.ZodType>(schema: Schema) =>
  z.looseObject({
    metadata: z.looseObject({ indices: z.record(z.string(), schema).optional() }).optional(),
  });
const metadataOf = (fields: readonly string[]): { path: string; query: Query } => ({
  path: '/_cluster/state/metadata',
  query: { filter_path: fields.map((field) => `metadata.indices.*.${field}`).join(',') },
});

const Metadata = inMetadata(
  z.looseObject({
    state: z.string(),
    aliases: z.array(z.string()).optional(),
    settings: z.looseObject({
      index: z.looseObject({
        uuid: z.string(),
        number_of_shards: z.coerce.number(),
        number_of_replicas: z.coerce.number(),
        version: z.looseObject({ created: z.coerce.number() }),
        blocks: z.record(z.string(), z.unknown()).optional(),
      }),
    }),
  }),
);
const CatRow = z.looseObject({
  index: z.string(),
  health: z.string().nullish(),
  'docs.count': z.coerce.number().nullish(),
  'pri.store.size': z.coerce.number().nullish(),
});
const AliasReply = z.record(
  z.string(),
  z.looseObject({ aliases: z.record(z.string(), z.record(z.string(), z.unknown())).optional() }),
);

const METADATA_FIELDS = [
  'state',
  'aliases',
  'settings.index.uuid',
  'settings.index.number_of_shards',
  'settings.index.number_of_replicas',
  'settings.index.version.created',
  'settings.index.blocks',
];

/**
 * Reads every index of the data store in three requests, whatever their number. The names decide nothing yet:
 * who owns an index is for the caller. Counts are those of the last refresh.
 */
export async function readIndices(store: DataStoreClient, can: Capabilities): Promise<LiveIndex[]> {
  const [state, rows, aliases] = await Promise.all([
    store.read(Metadata, metadataOf(METADATA_FIELDS)),
    readRows(store),
    store.read(AliasReply, {
      path: '/_alias',
      query: { expand_wildcards: can.aliasWildcards ? 'all' : undefined },
    }),
  ]);
  const rowOf = new Map(rows.map((row) => [row.index, row]));
  return Object.entries(state.metadata?.indices ?? {}).map(([index, meta]) => {
    const row = rowOf.get(index);
    const details = aliases[index]?.aliases ?? {};
    const open = meta.state === 'open';
    return {
      index,
      uuid: meta.settings.index.uuid,
      open,
      shards: meta.settings.index.number_of_shards,
      replicas: meta.settings.index.number_of_replicas,
      createdId: meta.settings.index.version.created,
      health: row?.health ?? null,
      docs: open ? (row?.['docs.count'] ?? null) : null,
      bytes: row?.['pri.store.size'] ?? null,
      aliases: (meta.aliases ?? []).map((alias) => aliasOf(alias, details[alias])),
      blocks: Object.entries(meta.settings.index.blocks ?? {})
        .filter(([, value]) => String(value) === 'true')
        .map(([name]) => name),
    };
  });
}

const TRIES = 5;

/** 2.3 refuses the whole list while one of its indices is being deleted; a moment later it gives it. */
async function readRows(store: DataStoreClient): Promise<z.output<typeof CatRow>[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await store.read(z.array(CatRow), {
        path: '/_cat/indices',
        query: { format: 'json', bytes: 'b', h: 'index,health,docs.count,pri.store.size' },
      });
    } catch (thrown) {
      const { code } = failureOf(thrown, store.where).value;
      if (code !== 'index-missing' || attempt === TRIES) throw thrown;
    }
  }
}

function aliasOf(alias: string, detail: Record<string, unknown> | undefined): IndexAlias {
  const { is_write_index: write, ...rest } = detail ?? {};
  return { alias, write: typeof write === 'boolean' ? write : null, rest };
}

/** The requests that make counts exact. */
export const refreshCalls = (indices: readonly string[]): ChangeOfIndices[] =>
  indexPaths(indices, '_refresh').map((one) => ({ method: 'POST', ...one }));

/** Makes counts exact: an index that nobody searches is not refreshed by itself on 7.x. */
export async function refresh(store: DataStoreClient, indices: readonly string[]): Promise<void> {
  for (const call of refreshCalls(indices)) await store.readByPost(z.looseObject({}), call);
}

const States = inMetadata(
  z.looseObject({
    state: z.string(),
    settings: z.looseObject({ index: z.looseObject({ uuid: z.string() }) }),
  }),
);

/** What tells whether an index is still the one it was. */
interface IndexState {
  uuid: string;
  open: boolean;
}

export type IndexStates = ReadonlyMap<string, IndexState>;

/** Uuid and open state of every index in one small request, for looks while the gateway has no data. */
export async function readStates(store: DataStoreClient): Promise<IndexStates> {
  const reply = await store.read(States, metadataOf(['state', 'settings.index.uuid']));
  return new Map(
    Object.entries(reply.metadata?.indices ?? {}).map(([index, { state, settings }]) => [
      index,
      { uuid: settings.index.uuid, open: state === 'open' },
    ]),
  );
}

/** Whether each of the indices is as wanted. For changes whose reply was lost. */
async function areAll(
  store: DataStoreClient,
  indices: readonly string[],
  wanted: 'open' | 'closed' | 'absent',
): Promise<boolean> {
  const states = await readStates(store);
  const stateOf = (index: string): typeof wanted => {
    const state = states.get(index);
    return state === undefined ? 'absent' : state.open ? 'open' : 'closed';
  };
  return indices.every((index) => stateOf(index) === wanted);
}

const ON_MASTER = { master_timeout: '30s' };

/** The requests that close exactly these indices. */
export const closeCalls = (can: Capabilities, indices: readonly string[]): ChangeOfIndices[] => {
  const query = can.closeWithoutWait ? { wait_for_active_shards: 0, ...ON_MASTER } : ON_MASTER;
  return indexPaths(indices, '_close').map((one) => ({ method: 'POST', query, ...one }));
};

/** The requests that open exactly these indices. */
export const openCalls = (indices: readonly string[]): ChangeOfIndices[] =>
  indexPaths(indices, '_open').map((one) => ({ method: 'POST', query: ON_MASTER, ...one }));

/** The requests that delete exactly these indices. */
export const deleteCalls = (indices: readonly string[]): ChangeOfIndices[] =>
  indexPaths(indices).map((one) => ({ method: 'DELETE', query: ON_MASTER, ...one }));

async function changeAll(
  store: DataStoreClient,
  calls: readonly ChangeOfIndices[],
  wanted: 'open' | 'closed' | 'absent',
): Promise<void> {
  for (const call of calls) await store.change(call.method, call, () => areAll(store, call.names, wanted));
}

/** Closes exactly these indices. The caller reads the states afterwards: an answer is not the proof. */
export async function closeIndices(
  store: DataStoreClient,
  can: Capabilities,
  indices: readonly string[],
): Promise<void> {
  await changeAll(store, closeCalls(can, indices), 'closed');
}

export async function openIndices(store: DataStoreClient, indices: readonly string[]): Promise<void> {
  await changeAll(store, openCalls(indices), 'open');
}

export async function deleteIndices(store: DataStoreClient, indices: readonly string[]): Promise<void> {
  await changeAll(store, deleteCalls(indices), 'absent');
}

export type AliasAction =
  | { kind: 'add'; index: string; alias: string; write: boolean | null; rest: Record<string, unknown> }
  | { kind: 'remove'; index: string; alias: string };

/** The request that makes these changes of aliases, all or none of them. */
export const aliasCall = (actions: readonly AliasAction[]): Change => ({
  method: 'POST',
  path: '/_aliases',
  body: {
    actions: actions.map((action) =>
      action.kind === 'remove'
        ? { remove: { index: action.index, alias: action.alias } }
        : {
            add: {
              ...action.rest,
              index: action.index,
              alias: action.alias,
              ...(action.write === null ? {} : { is_write_index: action.write }),
            },
          },
    ),
  },
});

/** Changes aliases in one request, which a server carries out as a whole or not at all. */
export async function changeAliases(
  store: DataStoreClient,
  can: Capabilities,
  actions: readonly AliasAction[],
): Promise<void> {
  if (actions.length === 0) return;
  await store.change('POST', aliasCall(actions), async () => {
    const live = new Map((await readIndices(store, can)).map((one) => [one.index, one.aliases]));
    return actions.every((action) => {
      const now = live.get(action.index)?.find((alias) => alias.alias === action.alias);
      if (action.kind === 'remove') return now === undefined;
      return now !== undefined && (action.write === null || (now.write ?? false) === action.write);
    });
  });
}
