import fc from 'fast-check';
import { count } from '#lab/reliability/tally.ts';
import type { Operation } from '#shared/model/operation.ts';
import type { PlanFix } from '#shared/model/plan.ts';
import type { BackupSelection } from '#shared/model/primitives.ts';
import { refusal } from './bench.ts';
import { check } from './random-checks.ts';
import type { Death } from './random-crash.ts';
import type { RandomLab } from './random-lab.ts';
import {
  afterRestore,
  copyOf,
  type Fixes,
  type Model,
  type ModelIndices,
  scopeOf,
  without,
} from './random-model.ts';

export type RandomCommand = fc.AsyncCommand<Model, RandomLab>;

interface Parts {
  possible: (model: Model) => boolean;
  /** Does it to the tenant and to the model; `say` tells the story of a sequence that fails. */
  act: (model: Model, lab: RandomLab, say: (what: string) => void) => Promise<void>;
}

/** A command after which everything is compared with the model. */
export function command(kind: string, { possible, act }: Parts): RandomCommand {
  return {
    check: possible,
    run: async (model, lab) => {
      lab.story.push(kind);
      await act(model, lab, (what) => lab.story.push(`  ${what}`));
      count(lab.tally.commands, kind);
      await check(model, lab);
    },
    toString: () => kind,
  };
}

const nth = <T>(all: readonly T[], at: number): T => all[at % all.length]!;
const openNames = (model: Model): string[] =>
  Object.keys(model.indices).filter((index) => model.indices[index]!.open);

export function mustSucceed(operation: Operation): void {
  if (operation.status === 'succeeded' && operation.error === null) return;
  throw new Error(`${operation.kind} ended ${operation.status}: ${JSON.stringify(operation.error)}`);
}

/** What a selection means now, by the name of each index. */
export function selected(model: Model, at: number): { selection: BackupSelection; indices: ModelIndices } {
  const scopes = [...new Set(Object.keys(model.indices).map(scopeOf))].sort();
  const pick = at % (scopes.length + 2);
  const scope = scopes[pick];
  if (scope === undefined) return { selection: { kind: 'everything' }, indices: copyOf(model.indices) };
  const members = Object.entries(model.indices).filter(([index]) => scopeOf(index) === scope);
  return {
    selection: { kind: 'scopes', scopes: [scope] },
    indices: structuredClone(Object.fromEntries(members)),
  };
}

/** Decisions about single indices, drawn from a list of numbers; never all left out. */
export function fixesFor(model: Model, backup: ModelIndices, draws: readonly number[]): Fixes {
  const surplus: (PlanFix | null)[] = [null, 'keep', 'remove'];
  const held: (PlanFix | null)[] = [null, null, null, 'leave-out', 'delete-first'];
  const names = [...new Set([...Object.keys(backup), ...Object.keys(model.indices)])].sort();
  const first = Object.keys(backup).sort()[0];
  return Object.fromEntries(
    names.flatMap((index, at) => {
      const isHeld = backup[index] !== undefined;
      const fix = nth(isHeld ? held : surplus, draws[at % draws.length] ?? 0);
      const isPointless = fix === 'delete-first' && model.indices[index] === undefined;
      return fix === null || isPointless || (fix === 'leave-out' && index === first)
        ? []
        : [[index, fix] as const];
    }),
  );
}

export const hasClosed = (indices: ModelIndices): boolean => Object.values(indices).some(({ open }) => !open);

const someIndex = (model: Model): boolean => Object.keys(model.indices).length > 0;
const someOpen = (model: Model): boolean => openNames(model).length > 0;
const someBackup = (model: Model): boolean => Object.keys(model.backups).length > 0;

const backUp = (at: number, wantsQuiesce: boolean): RandomCommand =>
  command('backup', {
    possible: someIndex,
    act: async (model, lab, say) => {
      const { selection, indices } = selected(model, at);
      const name = `b${model.next++}`;
      say(`${name} of ${JSON.stringify(selection)}`);
      const { engine, gatewayId } = lab.bench;
      const quiesce = wantsQuiesce && lab.can.quiesce;
      const backup = { repository: 'default', name, selection, reason: '', quiesce };
      if (!lab.can.closedInBackup && hasClosed(indices)) {
        const code = await refusal(engine.backups.create({ gatewayId, backup }));
        if (code !== 'index-closed') throw new Error(`refused with ${code}`);
        return;
      }
      const { operationId } = await engine.backups.create({ gatewayId, backup });
      mustSucceed(await engine.operations.ended(operationId));
      model.backups[name] = indices;
    },
  });

const write = (at: number, [add, change, remove]: readonly [number, number, number]): RandomCommand =>
  command('write', {
    possible: someOpen,
    act: async (model, lab, say) => {
      const index = nth(openNames(model), at);
      const { docs } = model.indices[index]!;
      const ids = Object.keys(docs);
      const gone = ids.slice(0, remove);
      const put: Record<string, number> = {};
      for (const id of ids.slice(remove, remove + change)) put[id] = model.next++;
      for (let more = 0; more < add; more++) put[`n${model.next}`] = model.next++;
      say(`${index}: +${add} ~${change} -${gone.length}`);
      await lab.tenant.write([{ index, put, remove: gone }]);
      model.indices[index]!.docs = { ...without(docs, gone), ...put };
    },
  });

/** Families of open members whose next one is not there already: 7.2 rolls no closed member over. */
function rollable(model: Model): { alias: string; writer: string; next: string }[] {
  const isOpen = (alias: string): boolean =>
    Object.values(model.indices).every(({ open, aliases }) => open || !(alias in aliases));
  return Object.entries(model.indices).flatMap(([index, { open, aliases }]) => {
    const number = Number(/-(\d+)$/.exec(index)?.[1]) + 1;
    const next = index.replace(/\d+$/, String(number).padStart(6, '0'));
    return Object.entries(aliases)
      .filter(([alias, writes]) => writes && open && isOpen(alias) && model.indices[next] === undefined)
      .map(([alias]) => ({ alias, writer: index, next }));
  });
}

const rollOver = (at: number): RandomCommand =>
  command('rollover', {
    possible: (model) => rollable(model).length > 0,
    act: async (model, lab, say) => {
      const { alias, writer, next } = nth(rollable(model), at);
      say(`${alias} to ${next}`);
      await lab.raw('POST', `/${alias}/_rollover`, { settings: { 'index.number_of_replicas': 0 } });
      const docs = { [`n${model.next}`]: model.next++ };
      await lab.tenant.write([{ index: next, put: docs, remove: [] }]);
      model.indices[writer]!.aliases[alias] = false;
      model.indices[next] = { docs, open: true, aliases: { [alias]: true } };
    },
  });

const deleteIndex = (at: number): RandomCommand =>
  command('delete index', {
    possible: someIndex,
    act: async (model, lab, say) => {
      const index = nth(Object.keys(model.indices), at);
      say(index);
      await lab.raw('DELETE', `/${index}`);
      model.indices = without(model.indices, [index]);
    },
  });

const closeIndex = (at: number): RandomCommand =>
  command('close index', {
    possible: someOpen,
    act: async (model, lab, say) => {
      const index = nth(openNames(model), at);
      say(index);
      await lab.raw('POST', `/${index}/_close`);
      model.indices[index]!.open = false;
    },
  });

const deleteBackup = (at: number): RandomCommand =>
  command('delete backup', {
    possible: (model) => Object.keys(model.backups).length > 1,
    act: async (model, lab, say) => {
      const name = nth(Object.keys(model.backups), at);
      say(name);
      const { engine, gatewayId } = lab.bench;
      const backups = [{ repository: 'default', name }];
      const { operationId } = await engine.backups.delete({ gatewayId, backups });
      mustSucceed(await engine.operations.ended(operationId));
      model.backups = without(model.backups, [name]);
    },
  });

const restore = (at: number, draws: readonly number[]): RandomCommand =>
  command('restore', {
    possible: someBackup,
    act: async (model, lab, say) => {
      const name = nth(Object.keys(model.backups), at);
      const fixes = fixesFor(model, model.backups[name]!, draws);
      say(`${name} with ${JSON.stringify(fixes)}`);
      mustSucceed(await lab.bench.restore(name, { fixes }));
      lab.tally.restores += 1;
      model.indices = afterRestore(model.indices, model.backups[name]!, fixes);
    },
  });

const place = fc.nat(97);
const draws = fc.oneof(fc.constant([0]), fc.array(fc.nat(29), { minLength: 1, maxLength: 6 }));
const death: fc.Arbitrary<Death> = fc.record({
  // Without a bias: each step is worth as much as the first and the last.
  write: fc.noBias(fc.integer({ min: 1, max: 18 })),
  when: fc.constantFrom('before' as const, 'after' as const, 'later' as const),
  delay: fc.integer({ min: 0, max: 60 }),
});

export const DRAWN = { place, draws, death };

export const PLAIN = {
  backUp: fc.tuple(place, fc.boolean()).map((drawn) => backUp(...drawn)),
  write: fc.tuple(place, fc.tuple(fc.nat(5), fc.nat(3), fc.nat(3))).map((drawn) => write(...drawn)),
  rollOver: place.map(rollOver),
  deleteIndex: place.map(deleteIndex),
  closeIndex: place.map(closeIndex),
  deleteBackup: place.map(deleteBackup),
  restore: fc.tuple(place, draws).map((drawn) => restore(...drawn)),
};
