import type { ErrorText } from './texts.ts';

export const INPUT_TEXTS = {
  'input-invalid': {
    title: 'An input is not valid: {detail}.',
    cause: 'A field is empty, too long, or in a form that is not understood.',
    next: 'Correct the field that is named.',
  },
  'backup-name-invalid': {
    title: 'The backup name cannot be used: {detail}.',
    cause:
      'The data store allows small letters, digits and - _ . ! @ $ % ( ), no blank, no capital letter, and no _ at the start.',
    next: 'Correct the name, or take the suggested one.',
  },
  'backup-name-taken': {
    title: 'A backup named {what} already exists in {where}.',
    cause: 'Names are unique in a repository.',
    next: 'Choose another name.',
  },
  'tenant-mismatch': {
    title: 'The typed tenant is not {what}.',
    cause: 'A restore begins only when the name of the tenant is typed.',
    next: 'Type the tenant exactly as shown.',
  },
  'confirmation-missing': {
    title: 'A confirmation is missing: {detail}.',
    cause: 'This restore has a consequence that must be confirmed by typing.',
    next: 'Type the words that are asked for, or choose the safe way.',
  },
  'nothing-selected': {
    title: 'Nothing is selected.',
    cause: 'An empty selection would mean everything to the data store, so it is refused here.',
    next: 'Select at least one index.',
  },
  'tenant-empty': {
    title: 'The data store holds no index of tenant {what}.',
    cause: 'The tenant is misspelled, or the gateway has not started with this data store yet.',
    next: 'Check the tenant. It is the value of tenantId in config.properties.',
  },
  'tenant-not-in-backup': {
    title: 'The backup {what} holds no index of tenant {where}.',
    cause: '{detail}',
    next: 'Restore what it holds of another tenant into this one, or choose another backup.',
  },
  'gateway-unknown': {
    title: 'This gateway is no longer in the list.',
    cause: 'It was removed, perhaps in another window.',
    next: 'Choose another gateway, or add it again.',
  },
  'gateway-name-taken': {
    title: 'There is already a gateway named {what}.',
    cause: 'Names of gateways are unique, so that a restore can never go to the wrong one.',
    next: 'Choose another name.',
  },
  'gateway-read-only': {
    title: '{what} is set to read-only.',
    cause: 'Its settings in this program allow looking, not changing.',
    next: 'Allow changes in the settings of the gateway first.',
  },
  'plan-unknown': {
    title: 'The plan is no longer valid.',
    cause: 'It was made too long ago, or since then the gateway was edited or the program started again.',
    next: 'Make the plan again.',
  },
} satisfies Record<string, ErrorText>;
