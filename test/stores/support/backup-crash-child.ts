import type { BackupInFlight } from '#core/backups/in-flight.ts';
import type { FileStore } from '#core/ports.ts';
import type { NewBackup } from '#shared/model/backup.ts';
import { openEngine } from './open-engine.ts';

/** When the process dies: the moment its record says so much. */
export type Death = 'quiesced' | 'noted' | 'identity';

export interface BackupCrash {
  folder: string;
  gatewayId: string;
  secrets: Record<string, string>;
  backup: NewBackup;
  die: Death;
}

/** Makes a backup on a data folder and is killed by signal 9 at the point that was ordered. */
const order = JSON.parse(process.argv[2] ?? '') as BackupCrash;
let isQuiesced = false;

function isTheMoment(record: BackupInFlight): boolean {
  switch (order.die) {
    case 'quiesced': {
      // Written once before the node is asked and once after.
      const before = isQuiesced;
      isQuiesced = record.quiesced.length > 0;
      return before && isQuiesced;
    }
    case 'noted':
      return record.noted !== null;
    case 'identity':
      return record.identity !== null;
  }
}

const files = (inner: FileStore): FileStore => ({
  ...inner,
  write: async (file, text) => {
    await inner.write(file, text);
    if (file.startsWith('in-flight/') && isTheMoment(JSON.parse(text) as BackupInFlight))
      process.kill(process.pid, 'SIGKILL');
  },
});

const { folder, gatewayId, secrets, backup } = order;
const { engine } = await openEngine({ folder, secrets, files });
const { operationId } = await engine.backups.create({ gatewayId, backup });
const operation = await engine.operations.ended(operationId);
console.error(`the backup ended ${operation.status}: ${JSON.stringify(operation.error)}`);
process.exitCode = 1;
