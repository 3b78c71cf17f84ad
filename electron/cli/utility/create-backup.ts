import { AppFailure } from '#shared/errors/app-error.ts';
import { defaultBackupName } from '#shared/rules/backup-name.ts';
import { isOn, listOf } from '../options.ts';
import { errorLines } from '../problem.ts';
import { settleEarlier, untilAtWork, untilEnd } from '../run-operation.ts';
import { selectionOf } from '../selection.ts';
import type { Run } from './command.ts';

/** Makes a backup, and says "initiated" once the data store is at work on it. */
export const run: Run = async ({ session, gateway, options, repository }) => {
  const { engine, io } = session;
  const name = options.get('name') ?? defaultBackupName(gateway.tenant, new Date());
  const failed = (reason: string): void =>
    io.err(`Error while creating snapshot - ${name}, repository - ${repository}. Message - ${reason}`);
  try {
    const selection = await selectionOf(
      session,
      gateway.id,
      listOf(options, 'include'),
      listOf(options, 'indices'),
    );
    await settleEarlier(session, gateway.id);
    const backup = { repository, name, selection, reason: '' };
    const { operationId } = await engine.backups.create({ gatewayId: gateway.id, backup });
    const begun = await untilAtWork(session, operationId);
    if (begun.status === 'running') {
      io.out(`Initiated backup process for ${name} file`);
      if (!isOn(options, 'sync')) return 'success';
    }
    const ended = await untilEnd(session, operationId);
    if (ended.status === 'succeeded') {
      if (begun.status !== 'running') io.out(`Initiated backup process for ${name} file`);
      if (isOn(options, 'sync')) io.out(`Backup ${name} was created and verified`);
      return 'success';
    }
    if (ended.status === 'running') return 'in-progress';
    failed(ended.error?.raw?.reason ?? ended.error?.title ?? ended.status);
    if (ended.error !== null) for (const line of errorLines(ended.error)) io.err(line);
    return ended.status === 'failed' ? 'backup-failed' : 'error';
  } catch (thrown) {
    if (thrown instanceof AppFailure) failed(thrown.value.raw?.reason ?? thrown.value.title);
    throw thrown;
  }
};
