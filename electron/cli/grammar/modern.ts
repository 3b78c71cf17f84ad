import type { Grammar } from './grammar.ts';
import { BACKUP_COMMANDS, type BackupCommand } from './modern-backup.ts';
import { GATEWAY_COMMANDS, type GatewayCommand } from './modern-gateways.ts';
import { REPOSITORY_COMMANDS, type RepositoryCommand } from './modern-repositories.ts';
import { RESTORE_COMMANDS, type RestoreCommand } from './modern-restore.ts';

export type ModernCommand = GatewayCommand | RepositoryCommand | BackupCommand | RestoreCommand;

/** The grammar for new scripts. */
export const MODERN: Grammar<ModernCommand> = {
  program: 'gateway-vault',
  about:
    'Backs up and restores the data of API Gateway, with the gateways and the history of the desktop program.',
  prefix: '--',
  commands: [...GATEWAY_COMMANDS, ...REPOSITORY_COMMANDS, ...BACKUP_COMMANDS, ...RESTORE_COMMANDS],
  common: [
    { name: 'json', value: null, text: 'One JSON object a line instead of text; a problem too, on stderr.' },
  ],
  refusedCommands: [],
  refusedOptions: [],
};
