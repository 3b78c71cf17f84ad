import { ALLOWED_RISKS, type CommandDef, type OptionDef } from './grammar.ts';
import { DRY_RUN, GATEWAY, NAME, REASON, REPOSITORY, SCOPES } from './modern-options.ts';

const CONFIRM: OptionDef = {
  name: 'confirm',
  value: 'tenant',
  required: true,
  text: 'The tenant whose data is replaced, as the confirmation of the restore.',
};
const GLOBAL_STATE: OptionDef = {
  name: 'global-state',
  value: null,
  text: 'Brings back the templates and settings of the whole data store too, and nothing brings the present ones back. Carried out with --allow cluster-settings.',
};
const OPEN_NAME: OptionDef = {
  ...NAME,
  required: false,
  text: 'The name of the backup whose restore is meant. Default: the only one that is open.',
};

export type RestoreCommand =
  | 'restore-plan'
  | 'restore-run'
  | 'restore-status'
  | 'restore-rollback'
  | 'restore-recover';

/** Commands about restores. */
export const RESTORE_COMMANDS: readonly CommandDef<RestoreCommand>[] = [
  {
    id: 'restore-plan',
    words: ['restore', 'plan'],
    text: 'Tells what a restore would do to each index. Changes nothing.',
    options: [GATEWAY, NAME, REPOSITORY, SCOPES, GLOBAL_STATE],
  },
  {
    id: 'restore-run',
    words: ['restore', 'run'],
    text: 'Restores a backup, verifies the result, and rolls back when it fails. Waits for the end.',
    options: [GATEWAY, NAME, CONFIRM, REPOSITORY, SCOPES, GLOBAL_STATE, REASON, ALLOWED_RISKS, DRY_RUN],
  },
  {
    id: 'restore-status',
    words: ['restore', 'status'],
    text: 'Tells what became of the restore of a backup.',
    options: [GATEWAY, NAME, REPOSITORY],
  },
  {
    id: 'restore-recover',
    words: ['restore', 'recover'],
    text: 'Tells of restores that did not end, and settles one.',
    options: [
      GATEWAY,
      OPEN_NAME,
      {
        name: 'action',
        value: 'action',
        oneOf: ['continue', 'roll-back', 'close-by-hand'],
        text: 'What is to be done with it. Left out, the open ones are told and nothing is changed.',
      },
      DRY_RUN,
    ],
  },
  {
    id: 'restore-rollback',
    words: ['restore', 'rollback'],
    text: 'Undoes a restore that did not end: restore recover --action roll-back.',
    options: [GATEWAY, OPEN_NAME, DRY_RUN],
  },
];
