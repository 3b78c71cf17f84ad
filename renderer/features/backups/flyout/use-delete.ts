import { useRef, useState } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import { useAction } from '../../../api/hooks.ts';
import type { ListedBackup } from '../list/listed.ts';

export interface DeleteBackups {
  /** The backups that are asked about; none while nothing is asked. */
  asking: readonly ListedBackup[];
  ask: (backups: readonly ListedBackup[]) => void;
  confirm: (reason: string) => Promise<void>;
  cancel: () => void;
  running: boolean;
  error: AppError | null;
}

/** Deleting one backup or many asks first, and then sends one request however often the button is pressed. */
export function useDelete(
  gatewayId: string,
  onStarted: (backups: readonly ListedBackup[], operationId: string) => void,
): DeleteBackups {
  const [asking, setAsking] = useState<readonly ListedBackup[]>([]);
  const action = useAction('backups.delete');
  const sent = useRef(false);
  const confirm = async (reason: string): Promise<void> => {
    if (asking.length === 0 || sent.current) return;
    sent.current = true;
    const backups = asking.map(({ repository, name }) => ({ repository, name }));
    const started = await action.run({ gatewayId, backups, ...(reason === '' ? {} : { reason }) });
    sent.current = false;
    if (started === null) return;
    setAsking([]);
    onStarted(asking, started.operationId);
  };
  return {
    asking,
    ask: (backups) => {
      action.reset();
      setAsking(backups);
    },
    confirm,
    cancel: () => setAsking([]),
    running: action.running,
    error: action.error,
  };
}
