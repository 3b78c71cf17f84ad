import { errorLines } from '../problem.ts';
import { settleEarlier, untilEnd } from '../run-operation.ts';
import type { Run } from './command.ts';

/** Opens every closed index of the tenant. */
export const run: Run = async ({ session, gateway }) => {
  const { io, engine } = session;
  await settleEarlier(session, gateway.id);
  const { operationId } = await engine.indices.openAll({ gatewayId: gateway.id });
  const ended = await untilEnd(session, operationId);
  const result = ended.result?.kind === 'open-indices' ? ended.result : { opened: [], failed: [] };
  for (const index of result.failed) io.err(`Not open: ${index}`);
  if (ended.error !== null) for (const line of errorLines(ended.error)) io.err(line);
  if (ended.status !== 'succeeded') return 'error';
  io.out(`Opened ${result.opened.length} indices of ${gateway.tenant}`);
  return 'success';
};
