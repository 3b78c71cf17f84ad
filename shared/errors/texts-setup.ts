import type { ErrorText } from './texts.ts';

export const SETUP_TEXTS = {
  'installation-missing': {
    title: 'There is no installation of API Gateway in {what}.',
    cause:
      'Neither IntegrationServer/instances nor a folder of the data store with its elasticsearch.yml was found there or above.',
    next: 'Enter the folder that holds IntegrationServer and InternalDataStore, or the folder of Elasticsearch.',
  },
  'installation-file': {
    title: 'The file {what} cannot be used.',
    cause: '{detail}',
    next: 'Check that the account that runs this program may read and write it, or change it by hand.',
  },
  'setup-outdated': {
    title: 'The change is no longer the one that was shown.',
    cause: '{what} was changed by something else since.',
    next: 'Look at the change again and confirm it.',
  },
  'setup-by-hand': {
    title: 'This cannot be done from here.',
    cause: '{detail}',
    next: 'Follow the instruction that is shown for the node.',
  },
  'setup-failed': {
    title: '{what} did not succeed.',
    cause: '{detail}',
    changed: 'It may have done a part of its work; the check shows what is there now.',
    next: 'Remove the cause and check again.',
  },
  'plugin-file-refused': {
    title: 'The file {what} is not installed.',
    cause: '{detail}',
    changed: 'Nothing was sent and nothing was installed.',
    next: 'Choose the zip of the plugin that was made for the version of the data store.',
  },
} satisfies Record<string, ErrorText>;
