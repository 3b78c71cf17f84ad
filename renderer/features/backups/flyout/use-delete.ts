import { useRef, useState } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import { useAction } from '../../../api/hooks.ts';
import type { ListedBackup } from '../list/listed.ts';

export interface DeleteBackup {
  /** The backup that is asked about. */
  asking: ListedBackup | null;
  ask: (backup: ListedBackup) => void;
  confirm: () => Promise<void>;
  cancel: () => void;
  running: boolean;
  error: AppError | null;
}

/** Deleting asks first, and then sends one request however often the button is pressed. */
export function useDelete(
  gatewayId: string,
  onStarted: (backup: ListedBackup, operationId: string) => void,
): DeleteBackup {
  const [asking, setAsking] = useState<ListedBackup | null>(null);
  const action = useAction('backups.delete');
  const sent = useRef(false);
  const confirm = async (): Promise<void> => {
    if (asking === null || sent.current) return;
    sent.current = true;
    const started = await action.run({ gatewayId, repository: asking.repository, name: asking.name });
    sent.current = false;
    if (started === null) return;
    setAsking(null);
    onStarted(asking, started.operationId);
  };
  return {
    asking,
    ask: (backup) => {
      action.reset();
      setAsking(backup);
    },
    confirm,
    cancel: () => setAsking(null),
    running: action.running,
    error: action.error,
  };
}
