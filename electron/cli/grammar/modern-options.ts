import { REASON_LENGTH } from '#shared/model/reason-length.ts';
import type { OptionDef } from './grammar.ts';

/** Options that several commands of the new grammar take. */
export const GATEWAY: OptionDef = {
  name: 'gateway',
  value: 'name',
  text: 'The saved gateway, by its name or id. Left out, GATEWAY_VAULT_GATEWAY or the only one.',
};
export const NAME: OptionDef = {
  name: 'name',
  value: 'backup',
  required: true,
  text: 'The name of the backup.',
};
export const REPOSITORY: OptionDef = {
  name: 'repository',
  value: 'repository',
  text: 'The repository. Default: the name of the tenant.',
};
export const SCOPES: OptionDef = {
  name: 'scopes',
  value: 'scopes',
  oneOf: ['assets', 'analytics', 'license', 'audit', 'log'],
  several: true,
  text: 'Only these, parted by commas.',
};
export const REASON: OptionDef = {
  name: 'reason',
  value: 'text',
  maxLength: REASON_LENGTH,
  text: 'Why, for the history.',
};
export const DRY_RUN: OptionDef = {
  name: 'dry-run',
  value: null,
  text: 'Tells what would be done, and what would refuse it. Changes nothing.',
};
