import type { Grammar } from './grammar.ts';
import { BACKUP_COMMANDS, type BackupCommand } from './modern-backup.ts';
import { RESTORE_COMMANDS, type RestoreCommand } from './modern-restore.ts';

export type ModernCommand = 'gateway-list' | 'gateway-add' | BackupCommand | RestoreCommand;

/** The grammar for new scripts. */
export const MODERN: Grammar<ModernCommand> = {
  program: 'gateway-vault',
  about:
    'Backs up and restores the data of API Gateway, with the gateways and the history of the desktop program.',
  prefix: '--',
  commands: [
    { id: 'gateway-list', words: ['gateway', 'list'], text: 'Lists the saved gateways.', options: [] },
    {
      id: 'gateway-add',
      words: ['gateway', 'add'],
      text: 'Saves a gateway. No password is kept: each command takes it from its environment.',
      options: [
        { name: 'name', value: 'name', required: true, text: 'What it is called.' },
        { name: 'tenant', value: 'tenant', required: true, text: 'Its tenant.' },
        { name: 'release', value: 'release', required: true, text: 'Its release, such as 10.15.' },
        { name: 'address', value: 'addresses', required: true, text: 'Of its data store, parted by commas.' },
        { name: 'user', value: 'user', text: 'The user of the data store.' },
      ],
    },
    ...BACKUP_COMMANDS,
    ...RESTORE_COMMANDS,
  ],
  common: [
    { name: 'json', value: null, text: 'One JSON object a line instead of text; a problem too, on stderr.' },
  ],
  refusedCommands: [],
  refusedOptions: [],
};
