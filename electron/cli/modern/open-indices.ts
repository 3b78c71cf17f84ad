import { settleEarlier, untilEnd } from '../run-operation.ts';
import type { Run } from './command.ts';
import { dryAnswer, isDry } from './dry-run.ts';
import { answerOf } from './words.ts';

/** Opens every closed index of the tenant. */
export const run: Run<'open-indices'> = async ({ session, options, gateway }) => {
  const { id: gatewayId, tenant } = await gateway();
  if (isDry(options)) {
    await session.engine.operations.mayChange({ gatewayId });
    const indices = await session.engine.indices.closed({ gatewayId });
    return dryAnswer('open-indices', { indices }, [
      `Would open ${indices.length} indices of ${tenant}${indices.length === 0 ? '' : ':'}`,
      ...indices,
    ]);
  }
  await settleEarlier(session, gatewayId);
  const { operationId } = await session.engine.indices.openAll({ gatewayId });
  const ended = await untilEnd(session, operationId);
  const result = ended.result?.kind === 'open-indices' ? ended.result : { opened: [], failed: [] };
  return answerOf(ended, [
    `Opened ${result.opened.length} indices of ${tenant}`,
    ...result.failed.map((index) => `Not open: ${index}`),
  ]);
};
