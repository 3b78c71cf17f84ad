import { systemClock } from '#core/files/system-clock.ts';
import { PlanChoices } from '#shared/model/plan.ts';
import type { CrashOrder } from './crash.ts';
import { JournalHook, type SeenJournal } from './journal-hook.ts';
import { openEngine } from './open-engine.ts';

/** Runs a restore on a data folder and is killed by signal 9 at the point that was ordered. */
const order = JSON.parse(process.argv[2] ?? '') as CrashOrder;
const { die } = order;
const hook = new JournalHook();
const written = new Map<string, number>();
let armed = false;

function kill(): void {
  process.kill(process.pid, 'SIGKILL');
}

function isThere(journal: SeenJournal, more: number): boolean {
  return journal.step === die.step && (written.get(journal.step) ?? 0) + more === die.write;
}

hook.beforeWrite = (journal) => {
  if (die.when === 'before' && isThere(journal, 1)) kill();
};
hook.onWrite = async (journal) => {
  written.set(journal.step, (written.get(journal.step) ?? 0) + 1);
  if (die.when === 'after' && isThere(journal, 0)) kill();
  if (die.when === 'while-waiting' && isThere(journal, 0)) armed = true;
  if (order.cancel && journal.step === 'restore' && written.get('restore') === 3) {
    const [running] = await engine.operations.list({});
    if (running !== undefined) await engine.operations.cancel({ operationId: running.id });
  }
};

const { engine } = await openEngine({
  folder: order.folder,
  files: hook.files,
  secrets: order.secrets,
  clock: {
    now: () => systemClock.now(),
    sleep: (ms, signal) => {
      if (armed) kill();
      return systemClock.sleep(ms, signal);
    },
  },
});
const plan = await engine.restores.plan({
  gatewayId: order.gatewayId,
  repository: 'default',
  name: order.backup,
  choices: PlanChoices.parse({ fixes: order.fixes, safetyBackup: true }),
});
const { operationId } = await engine.restores.start({ planId: plan.id, tenant: 'default', reason: 'Crash' });
const operation = await engine.operations.ended(operationId);
console.error(`the restore ended ${operation.status}: ${JSON.stringify(operation.error)}`);
process.exitCode = 1;
