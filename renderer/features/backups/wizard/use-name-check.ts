import { appError } from '#shared/errors/catalogue.ts';
import { backupNameProblem } from '#shared/rules/backup-name.ts';
import { useRequest } from '../../../api/hooks.ts';
import { useSettled } from '../../../lib/use-settled.ts';
import { type NameVerdict, nameVerdict } from './blocked.ts';

const PAUSE_MS = 250;

/** The rule speaks at once; the data store is asked when typing pauses. */
export function useNameCheck(gatewayId: string, repository: string | null, name: string): NameVerdict {
  const settled = useSettled(name, PAUSE_MS);
  const check = useRequest(
    'backups.checkName',
    { gatewayId, repository: repository ?? '', name: settled },
    { enabled: repository !== null && backupNameProblem(settled) === null },
  );
  const taken = appError('backup-name-taken', { what: name, where: repository ?? undefined });
  return nameVerdict(name, { name: settled, answer: check.data, error: check.error }, taken);
}
