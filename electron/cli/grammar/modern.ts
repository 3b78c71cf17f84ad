import { ALLOWED_RISKS, type Grammar, type OptionDef } from './grammar.ts';
import { GATEWAY_COMMANDS, type GatewayCommand } from './modern-gateways.ts';
import { GATEWAY } from './modern-options.ts';
import { REPOSITORY_COMMANDS, type RepositoryCommand } from './modern-repositories.ts';

const NAME: OptionDef = { name: 'name', value: 'backup', required: true, text: 'The name of the backup.' };
const REPOSITORY: OptionDef = {
  name: 'repository',
  value: 'repository',
  text: 'The repository. Default: the name of the tenant.',
};
const SCOPES: OptionDef = {
  name: 'scopes',
  value: 'scopes',
  oneOf: ['assets', 'analytics', 'license', 'audit', 'log'],
  several: true,
  text: 'Only these, parted by commas.',
};
const REASON: OptionDef = { name: 'reason', value: 'text', text: 'Why, for the history.' };
const CONFIRM: OptionDef = {
  name: 'confirm',
  value: 'tenant',
  text: 'The tenant whose data is replaced, as the confirmation of the restore.',
};

export type ModernCommand =
  | GatewayCommand
  | RepositoryCommand
  | 'backup-list'
  | 'backup-create'
  | 'backup-show'
  | 'backup-delete'
  | 'restore-plan'
  | 'restore-run'
  | 'restore-status'
  | 'open-indices';

/** The grammar for new scripts. */
export const MODERN: Grammar<ModernCommand> = {
  program: 'gateway-vault',
  about:
    'Backs up and restores the data of API Gateway, with the gateways and the history of the desktop program.',
  prefix: '--',
  commands: [
    ...GATEWAY_COMMANDS,
    {
      id: 'backup-list',
      words: ['backup', 'list'],
      text: 'Lists the backups of a repository, oldest first.',
      options: [GATEWAY, REPOSITORY],
    },
    {
      id: 'backup-create',
      words: ['backup', 'create'],
      text: 'Makes a backup and waits for its verified end.',
      options: [
        GATEWAY,
        { ...NAME, required: false, text: 'The name of the backup. Default: tenant, date and time.' },
        REPOSITORY,
        SCOPES,
        { name: 'indices', value: 'indices', text: 'Only these, parted by commas; * stands for any text.' },
        REASON,
        { name: 'no-wait', value: null, text: 'Ends as soon as the data store is at work.' },
      ],
    },
    {
      id: 'backup-show',
      words: ['backup', 'show'],
      text: 'Tells all that is known of a backup.',
      options: [GATEWAY, NAME, REPOSITORY],
    },
    {
      id: 'backup-delete',
      words: ['backup', 'delete'],
      text: 'Deletes backups by their names.',
      options: [GATEWAY, { ...NAME, value: 'backups', text: 'The names, parted by commas.' }, REPOSITORY],
    },
    {
      id: 'restore-plan',
      words: ['restore', 'plan'],
      text: 'Tells what a restore would do to each index. Changes nothing.',
      options: [GATEWAY, NAME, REPOSITORY, SCOPES],
    },
    {
      id: 'restore-run',
      words: ['restore', 'run'],
      text: 'Restores a backup, verifies the result, and rolls back when it fails. Waits for the end.',
      options: [GATEWAY, NAME, { ...CONFIRM, required: true }, REPOSITORY, SCOPES, REASON, ALLOWED_RISKS],
    },
    {
      id: 'restore-status',
      words: ['restore', 'status'],
      text: 'Tells what became of the restore of a backup.',
      options: [GATEWAY, NAME, REPOSITORY],
    },
    ...REPOSITORY_COMMANDS,
    {
      id: 'open-indices',
      words: ['open-indices'],
      text: 'Opens every closed index of the tenant.',
      options: [GATEWAY],
    },
  ],
  common: [{ name: 'json', value: null, text: 'One JSON object instead of text; a problem too, on stderr.' }],
  refusedCommands: [],
  refusedOptions: [],
};
