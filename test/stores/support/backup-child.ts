import type { FileStore } from '#core/ports.ts';
import { openEngine } from './open-engine.ts';

export interface BackupOrder {
  folder: string;
  gatewayId: string;
  repository: string;
  name: string;
  secrets: Record<string, string>;
}

/** Makes a backup on a data folder and is killed by signal 9 once the server has told which one it is. */
const order = JSON.parse(process.argv[2] ?? '') as BackupOrder;
const { folder, gatewayId, repository, name, secrets } = order;
const files = (inner: FileStore): FileStore => ({
  ...inner,
  write: async (file, text) => {
    await inner.write(file, text);
    if (!file.startsWith('in-flight/')) return;
    if ((JSON.parse(text) as { identity: unknown }).identity !== null) process.kill(process.pid, 'SIGKILL');
  },
});
const { engine } = await openEngine({ folder, secrets, files });
const selection = { kind: 'everything' } as const;
const backup = { repository, name, selection, reason: 'Before the crash', quiesce: true };
const { operationId } = await engine.backups.create({ gatewayId, backup });
const operation = await engine.operations.ended(operationId);
console.error(`the backup ended ${operation.status}: ${JSON.stringify(operation.error)}`);
process.exitCode = 1;
