import { ALLOWED_RISKS, type Grammar, type OptionDef } from './grammar.ts';

const SCOPES = ['analytics', 'assets', 'license', 'audit', 'log'] as const;
const YES_NO = ['true', 'false'] as const;

const TENANT: OptionDef = {
  name: 'tenant',
  value: 'tenant',
  text: 'The tenant. Chooses the saved gateway of that tenant; left out, that of the installation one is in, or the only one.',
};
const REPOSITORY: OptionDef = {
  name: 'repoName',
  aliases: ['repo'],
  value: 'repository',
  text: 'The repository. Default: the name of the tenant.',
};
const NAME: OptionDef = { name: 'name', value: 'backup', required: true, text: 'The name of the backup.' };
const INCLUDE: OptionDef = {
  name: 'include',
  value: 'scopes',
  oneOf: SCOPES,
  several: true,
  text: 'Only these, parted by commas.',
};
const VERBOSE: OptionDef = {
  name: 'verbose',
  value: 'true|false',
  oneOf: YES_NO,
  text: 'Times, indices and shards too. Default: false.',
};
const FORMAT: OptionDef = {
  name: 'format',
  value: 'json|text',
  oneOf: ['json', 'text'],
  text: 'The form of the output. Default: text.',
};
const NOT_YET = 'is not part of this program. The utility of the product has it.';

export type UtilityCommand =
  | 'create-backup'
  | 'list-backup'
  | 'status-backup'
  | 'delete-backup'
  | 'restore-backup'
  | 'status-restore'
  | 'list-repository'
  | 'configure-repository'
  | 'delete-repository'
  | 'configure-path'
  | 'open-indices';

/** The grammar of the vendor's utility. */
export const UTILITY: Grammar<UtilityCommand> = {
  program: 'apigatewayUtil',
  about: 'Backs up and restores the data of API Gateway. Takes the commands of the utility of the same name.',
  prefix: '-',
  commands: [
    {
      id: 'create-backup',
      words: ['create', 'backup'],
      text: 'Makes a backup.',
      options: [
        TENANT,
        { ...NAME, required: false, text: 'The name of the backup. Default: tenant, date and time.' },
        REPOSITORY,
        INCLUDE,
        {
          name: 'indices',
          value: 'indices',
          text: 'Only these indices, parted by commas; * stands for any text.',
        },
        {
          name: 'sync',
          value: 'true|false',
          oneOf: YES_NO,
          text: 'Waits for the verified end. Default: false, which ends as soon as the data store is at work.',
        },
      ],
    },
    {
      id: 'list-backup',
      words: ['list', 'backup'],
      aliases: [['list', 'backups']],
      text: 'Lists the backups of a repository, oldest first.',
      options: [
        TENANT,
        REPOSITORY,
        {
          name: 'status',
          value: 'states',
          oneOf: ['SUCCESS', 'FAILED', 'IN_PROGRESS', 'PARTIAL'],
          several: true,
          text: 'Only backups in these states, parted by commas.',
        },
        VERBOSE,
        FORMAT,
      ],
    },
    {
      id: 'status-backup',
      words: ['status', 'backup'],
      text: 'Tells the state of a backup.',
      options: [TENANT, NAME, REPOSITORY, VERBOSE, FORMAT],
    },
    {
      id: 'delete-backup',
      words: ['delete', 'backup'],
      aliases: [['delete', 'backups']],
      text: 'Deletes one backup, or all that are older than a number of days.',
      options: [
        TENANT,
        { ...NAME, required: false },
        REPOSITORY,
        {
          name: 'olderThan',
          value: 'days',
          text: 'Deletes every backup of the tenant older than so many days: 30d or 30.',
        },
      ],
    },
    {
      id: 'restore-backup',
      words: ['restore', 'backup'],
      text: 'Restores a backup, verifies the result, and rolls back when it fails. Waits for the end.',
      options: [
        {
          ...TENANT,
          required: true,
          text: 'The tenant whose data is replaced. It confirms the restore and has no default.',
        },
        NAME,
        REPOSITORY,
        INCLUDE,
        {
          name: 'sync',
          value: 'true|false',
          oneOf: YES_NO,
          text: 'Taken and without effect: a restore is always waited for.',
        },
        {
          name: 'srcTenant',
          value: 'tenant',
          text: 'The tenant whose data the backup holds, where it is another one. It becomes data of -tenant.',
        },
        {
          name: 'aggregate',
          value: 'true|false',
          oneOf: YES_NO,
          text: 'Adds to the data that is there instead of replacing it: analytics, audit, license and log only. Default: false.',
        },
        {
          name: 'restoreClusterState',
          value: 'true|false',
          oneOf: YES_NO,
          text: 'Brings back the templates and settings of the whole data store too, with -allow cluster-settings; nothing brings the present ones back. Default: false.',
        },
        ALLOWED_RISKS,
      ],
    },
    {
      id: 'status-restore',
      words: ['status', 'restore'],
      text: 'Tells what became of the restore of a backup.',
      options: [TENANT, NAME, REPOSITORY],
    },
    {
      id: 'list-repository',
      words: ['list', 'manageRepo'],
      text: 'Lists the repositories of the data store.',
      options: [TENANT],
    },
    {
      id: 'configure-repository',
      words: ['configure', 'manageRepo'],
      text: 'Registers a repository: a folder of the data store, or what the file says.',
      options: [
        TENANT,
        REPOSITORY,
        { name: 'file', value: 'file', text: 'A file in the form of gateway-s3-repo.cnf.' },
      ],
    },
    {
      id: 'delete-repository',
      words: ['delete', 'manageRepo'],
      text: 'Forgets a repository. Its files stay where they are.',
      options: [TENANT, REPOSITORY],
    },
    {
      id: 'configure-path',
      words: ['configure', 'fs_path'],
      text: 'Adds a folder to path.repo of the data store, in the files of every node within reach.',
      options: [
        {
          name: 'path',
          value: 'folder',
          required: true,
          text: 'The folder, as the machine of the data store writes it. What path.repo allows already stays.',
        },
        TENANT,
      ],
    },
    {
      id: 'open-indices',
      words: ['perform', 'open_indices'],
      text: 'Opens every closed index of the tenant.',
      options: [TENANT],
    },
  ],
  common: [
    {
      name: 'debug',
      value: 'true|false',
      oneOf: YES_NO,
      text: 'Prints the calls to the data store, without passwords. Default: false.',
    },
    { name: 'logFileLocation', value: 'file.log', text: 'Writes what is printed to this file too.' },
    {
      name: 'logLevel',
      value: 'level',
      oneOf: ['info', 'debug', 'warning', 'error', 'trace'],
      text: 'What goes to that file: problems only from warning on, the calls too with debug or trace. Default: info.',
    },
  ],
  refusedCommands: [
    { words: ['rollover', 'index'], why: NOT_YET },
    { words: ['export', 'platformConfiguration'], why: NOT_YET },
    { words: ['create', 'archive'], why: NOT_YET },
  ],
  refusedOptions: [
    { name: 'analyticsDS', why: 'a separate data store of analytics is a gateway of its own here.' },
  ],
};
