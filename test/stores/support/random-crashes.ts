import fc from 'fast-check';
import { count } from '#lab/reliability/tally.ts';
import {
  command,
  DRAWN,
  fixesFor,
  hasClosed,
  mustSucceed,
  type RandomCommand,
  selected,
} from './random-commands.ts';
import type { Death, Died } from './random-crash.ts';
import type { RandomLab } from './random-lab.ts';
import { afterRestore } from './random-model.ts';
import { untilTrue } from './random-wait.ts';

/** What the program says at the end of an operation that succeeded. */
const GOOD = 'ended succeeded null';

const words = ({ step, ended }: Died, { when, write }: Death): string =>
  ended ?? `killed ${when} write ${write}, in ${step ?? 'nothing'}`;

/** Resolves with whether the restored data must be in place now; an administrator may have chosen it (E16). */
async function settle(
  lab: RandomLab,
  { step, ended }: Died,
  wantsOn: boolean,
  say: (what: string) => void,
): Promise<boolean> {
  const { engine } = lab.bench;
  const [journal, ...more] = await engine.journals.list({});
  if (more.length > 0) throw new Error(`${more.length + 1} journals are open`);
  if (ended !== null) {
    if (ended !== GOOD) throw new Error(`the restore ${ended}`);
    lab.tally.restores += 1;
    if (journal !== undefined) throw new Error('the journal of a restore that succeeded is open');
    return true;
  }
  count(lab.tally.crashes, step ?? 'before the first');
  if (journal === undefined) {
    await lab.takeLockOver();
    return step === 'release';
  }
  const goesOn = wantsOn && journal.canContinue;
  say(goesOn ? 'continued' : 'rolled back');
  const action = goesOn ? ('continue' as const) : ('roll-back' as const);
  const { operationId } = await engine.journals.resolve({ journalId: journal.id, action });
  mustSucceed(await engine.operations.ended(operationId!));
  if (goesOn) lab.tally.restores += 1;
  return goesOn;
}

/** A restore whose program dies, and which is continued or rolled back when it is started again. */
const crashRestore = (at: number, draws: readonly number[], death: Death, wantsOn: boolean): RandomCommand =>
  command('crash in a restore', {
    possible: (model) => Object.keys(model.backups).length > 0,
    act: async (model, lab, say) => {
      const names = Object.keys(model.backups);
      const backup = names[at % names.length]!;
      const fixes = fixesFor(model, model.backups[backup]!, draws);
      say(`${backup} with ${JSON.stringify(fixes)}`);
      const selection = { kind: 'everything' } as const;
      const order = { kind: 'restore', backup, fixes, selection, quiesce: false, ...death } as const;
      const died = await lab.dying(order);
      say(words(died, death));
      const isRestored = await settle(lab, died, wantsOn, say);
      if (isRestored) model.indices = afterRestore(model.indices, model.backups[backup]!, fixes);
    },
  });

/** A backup whose program dies: the next start goes on with it, or says that there is none. */
const crashBackUp = (at: number, wantsQuiesce: boolean, drawn: Death): RandomCommand =>
  command('crash in a backup', {
    possible: (model) => Object.keys(model.indices).length > 0,
    act: async (model, lab, say) => {
      const { selection, indices } = selected(model, at);
      if (!lab.can.closedInBackup && hasClosed(indices)) return;
      const backup = `b${model.next++}`;
      say(`${backup} of ${JSON.stringify(selection)}`);
      const quiesce = wantsQuiesce && lab.can.quiesce;
      const death = { ...drawn, write: 1 + (drawn.write % 4) };
      const died = await lab.dying({ kind: 'backup', backup, selection, quiesce, fixes: {}, ...death });
      say(words(died, death));
      if (died.ended !== null && died.ended !== GOOD) throw new Error(`the backup ${died.ended}`);
      if (died.ended === null) count(lab.tally.crashes, died.step ?? 'before the first');
      const { engine, gatewayId } = lab.bench;
      // In this order: its record is put away while the operation that settles it is still running.
      await untilTrue('the record is put away', () => Promise.resolve(lab.files('in-flight').length === 0));
      await untilTrue('the backup is settled', async () => {
        const operations = await engine.operations.list({ gatewayId });
        return operations.every((one) => one.status !== 'running');
      });
      await lab.takeLockOver();
      const { rows } = await lab.bench.list();
      const row = rows.find((one) => one.name === backup && one.repository === 'default');
      if (died.ended !== null && row === undefined) throw new Error('a backup that succeeded is not there');
      if (row === undefined) return;
      if (row.state !== 'success') throw new Error(`the backup is ${row.state}`);
      model.backups[backup] = indices;
    },
  });

const { place, draws, death } = DRAWN;

export const CRASHES = {
  restore: fc.tuple(place, draws, death, fc.boolean()).map((drawn) => crashRestore(...drawn)),
  backUp: fc.tuple(place, fc.boolean(), death).map((drawn) => crashBackUp(...drawn)),
};
