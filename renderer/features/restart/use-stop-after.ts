import { useState } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import type { PendingRestart } from '#shared/model/restart.ts';
import { useAction, useOperations } from '../../api/hooks.ts';
import { RESTART } from '../../strings/restart.ts';
import { canStop, currentNode } from './restart-state.ts';

export interface StopAfter {
  label: string;
  disabledReason: string | undefined;
  stop: () => void;
}

/**
 * Ends a run after the node that restarts now: that one is waited for, those after it stay due. None where no node
 * is left to be kept from it.
 */
export function useStopAfter(pending: PendingRestart): {
  stopAfter: StopAfter | null;
  error: AppError | null;
} {
  const cancel = useAction('operations.cancel');
  const [asked, setAsked] = useState<string | null>(null);
  const run = useOperations(pending.gatewayId).find(
    ({ kind, status }) => kind === 'restart' && status === 'running',
  );
  const current = currentNode(pending);
  // Between two nodes none is on its way, and the next one can still be kept from it.
  if (run === undefined || !canStop(pending))
    return { stopAfter: null, error: run === undefined ? null : cancel.error };
  const name = current?.name ?? null;
  const disabledReason =
    asked === run.id ? RESTART.stopAfter.asked : run.cancellable ? undefined : RESTART.stopAfter.elsewhere;
  const stop = async (): Promise<void> => {
    if ((await cancel.run({ operationId: run.id })) !== null) setAsked(run.id);
  };
  const label = RESTART.stopAfter.button(name);
  return { stopAfter: { label, disabledReason, stop: () => void stop() }, error: cancel.error };
}
