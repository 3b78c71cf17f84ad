import { settleEarlier, untilEnd } from '../run-operation.ts';
import type { Run } from './command.ts';
import { answerOf } from './words.ts';

/** Opens every closed index of the tenant. */
export const run: Run = async ({ session, gateway }) => {
  const { id: gatewayId, tenant } = await gateway();
  await settleEarlier(session, gatewayId);
  const { operationId } = await session.engine.indices.openAll({ gatewayId });
  const ended = await untilEnd(session, operationId);
  const result = ended.result?.kind === 'open-indices' ? ended.result : { opened: [], failed: [] };
  return answerOf(ended, [
    `Opened ${result.opened.length} indices of ${tenant}`,
    ...result.failed.map((index) => `Not open: ${index}`),
  ]);
};
