import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import type { RestoreConfirmation } from '#shared/model/plan.ts';
import { useAction } from '../../api/hooks.ts';

export interface StartRestore {
  start: (confirmation: RestoreConfirmation) => void;
  starting: boolean;
  error: AppError | null;
  reset: () => void;
}

/** Sends the one request that starts a restore, says so, then goes to its operation. */
export function useStartRestore(gatewayId: string, onStarted: () => void): StartRestore {
  const action = useAction('restore.start');
  const navigate = useNavigate();
  // A second click may come before the first one has drawn the button anew.
  const sent = useRef(false);

  async function start(confirmation: RestoreConfirmation): Promise<void> {
    if (sent.current) return;
    sent.current = true;
    const started = await action.run(confirmation);
    if (started === null) {
      sent.current = false;
      return;
    }
    onStarted();
    await navigate({
      to: '/g/$gatewayId/activity/$operationId',
      params: { gatewayId, operationId: started.operationId },
    });
  }

  return {
    start: (confirmation) => void start(confirmation),
    starting: action.running,
    error: action.error,
    reset: action.reset,
  };
}
