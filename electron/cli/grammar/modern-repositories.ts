import type { CommandDef, OptionDef } from './grammar.ts';
import { DRY_RUN, GATEWAY } from './modern-options.ts';

export type RepositoryCommand =
  | 'repo-list'
  | 'repo-add'
  | 'repo-verify'
  | 'repo-edit'
  | 'repo-remove'
  | 'repo-cleanup';

const NAME: OptionDef = {
  name: 'name',
  value: 'repository',
  required: true,
  text: 'The name of the repository.',
};
const NAME_OR_TENANT: OptionDef = {
  ...NAME,
  required: false,
  text: 'The name of the repository. Default: the name of the tenant.',
};
const PLACE: readonly OptionDef[] = [
  { name: 'folder', value: 'folder', text: 'A folder of the data store, whole or below its path.repo.' },
  { name: 'file', value: 'file', text: 'A bucket of S3, told by a file in the form of gateway-s3-repo.cnf.' },
  { name: 'type', value: 'type', text: 'Any other type, with --settings.' },
  {
    name: 'settings',
    value: 'file',
    text: 'A file with the settings of --type as a JSON object. Where *** stands, an edit keeps what is there.',
  },
];

/** The commands about places of backups. */
export const REPOSITORY_COMMANDS: readonly CommandDef<RepositoryCommand>[] = [
  {
    id: 'repo-list',
    words: ['repo', 'list'],
    text: 'Lists the repositories of the data store.',
    options: [GATEWAY],
  },
  {
    id: 'repo-add',
    words: ['repo', 'add'],
    text: 'Registers a repository and verifies it. Without a place: a folder of its name below path.repo.',
    options: [GATEWAY, NAME_OR_TENANT, ...PLACE, DRY_RUN],
  },
  {
    id: 'repo-verify',
    words: ['repo', 'verify'],
    text: 'Asks every node to write and read a file there.',
    options: [GATEWAY, NAME_OR_TENANT],
  },
  {
    id: 'repo-edit',
    words: ['repo', 'edit'],
    text: 'Changes the place of a repository, or whether it may be written to. A refused edit changes nothing.',
    options: [
      GATEWAY,
      NAME,
      ...PLACE,
      {
        name: 'read-only',
        value: 'true|false',
        oneOf: ['true', 'false'],
        text: 'Whether it may only be read. Not together with a place.',
      },
      DRY_RUN,
    ],
  },
  {
    id: 'repo-remove',
    words: ['repo', 'remove'],
    text: 'Forgets a repository. Its files stay where they are.',
    options: [GATEWAY, NAME, DRY_RUN],
  },
  {
    id: 'repo-cleanup',
    words: ['repo', 'cleanup'],
    text: 'Deletes the files that no backup refers to. Data stores from 7.4 on.',
    options: [GATEWAY, NAME, DRY_RUN],
  },
];
