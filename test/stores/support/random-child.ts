import { writeSync } from 'node:fs';
import type { FileStore } from '#core/ports.ts';
import { PlanChoices } from '#shared/model/plan.ts';
import { openEngine } from './open-engine.ts';
import type { RandomDeath } from './random-crash.ts';

/** Restores or backs up on a data folder, and is killed by signal 9 at the write of a record that was ordered. */
const order = JSON.parse(process.argv[2] ?? '') as RandomDeath;
const { gatewayId, backup } = order;
let writes = 0;

const say = (text: string): number => writeSync(1, `${text}\n`);
const kill = (): boolean => process.kill(process.pid, 'SIGKILL');

function stepOf(path: string, text: string): string | null {
  if (path.startsWith('journals/')) return (JSON.parse(text) as { step: string }).step;
  return path.startsWith('in-flight/') ? 'backup' : null;
}

const files = (inner: FileStore): FileStore => ({
  ...inner,
  write: async (path, text) => {
    const step = stepOf(path, text);
    if (step === null) return inner.write(path, text);
    writes += 1;
    const isHere = writes === order.write;
    if (isHere && order.when === 'before') kill();
    await inner.write(path, text);
    say(step);
    if (isHere && order.when === 'after') kill();
    if (isHere) setTimeout(kill, order.delay);
  },
});

const { engine } = await openEngine({
  folder: order.folder,
  files,
  secrets: order.secrets,
  timing: order.timing,
});

async function begin(): Promise<{ operationId: string }> {
  if (order.kind === 'backup') {
    const wanted = { repository: 'default', name: backup, selection: order.selection, reason: 'Crash' };
    return engine.backups.create({ gatewayId, backup: { ...wanted, quiesce: order.quiesce } });
  }
  const choices = PlanChoices.parse({ fixes: order.fixes, safetyBackup: true });
  const plan = await engine.restores.plan({ gatewayId, repository: 'default', name: backup, choices });
  return engine.restores.start({ planId: plan.id, tenant: 'default', reason: 'Crash' });
}

const operation = await engine.operations.ended((await begin()).operationId);
say(`ended ${operation.status} ${JSON.stringify(operation.error)}`);
process.exit(0);
