import { useState } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import type { PendingRestart } from '#shared/model/restart.ts';
import { useAction, useOperations } from '../../api/hooks.ts';
import { RESTART } from '../../strings/restart.ts';
import { currentNode, waitsFor } from './restart-state.ts';

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
  const isLeft = pending.nodes.some((node) => waitsFor(pending, node) !== null);
  if (run === undefined || !isLeft)
    return { stopAfter: null, error: run === undefined ? null : cancel.error };
  const name = currentNode(pending)?.name ?? null;
  const disabledReason =
    asked === run.id ? RESTART.stopAfter.asked : run.cancellable ? undefined : RESTART.stopAfter.elsewhere;
  const stop = async (): Promise<void> => {
    if ((await cancel.run({ operationId: run.id })) !== null) setAsked(run.id);
  };
  const label = RESTART.stopAfter.button(name);
  return { stopAfter: { label, disabledReason, stop: () => void stop() }, error: cancel.error };
}
