import type { CommandDef } from './grammar.ts';
import { DRY_RUN, GATEWAY } from './modern-options.ts';

export type GatewayCommand = 'gateway-list' | 'gateway-add' | 'gateway-test' | 'gateway-restart' | 'doctor';

/** The commands about saved gateways and their nodes. */
export const GATEWAY_COMMANDS: readonly CommandDef<GatewayCommand>[] = [
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
      {
        name: 'installation',
        value: 'folder',
        text: 'The folder of its installation on this computer, where files of the data store are to be changed.',
      },
      DRY_RUN,
    ],
  },
  {
    id: 'gateway-test',
    words: ['gateway', 'test'],
    text: 'Tries everything that a backup will need. Changes nothing.',
    options: [GATEWAY],
  },
  {
    id: 'gateway-restart',
    words: ['gateway', 'restart'],
    text: 'Restarts the nodes that are due, one after another, and waits until each is healthy.',
    options: [
      GATEWAY,
      { name: 'node', value: 'nodes', text: 'Only these of them, by their names, parted by commas.' },
      { name: 'all', value: null, text: 'All nodes of the gateway, also those that are not due.' },
      {
        name: 'all-at-once',
        value: null,
        text: 'All at the same time: no call of an API is answered meanwhile.',
      },
      {
        name: 'done',
        value: 'nodes',
        text: 'Restarts nothing, and takes the word that these were restarted by hand, parted by commas.',
      },
      DRY_RUN,
    ],
  },
  {
    id: 'doctor',
    words: ['doctor'],
    text: 'Looks at the data folder and at every saved gateway, and says what is in the way. Changes nothing.',
    options: [{ ...GATEWAY, text: 'Only this saved gateway, by its name or id. Left out, all of them.' }],
  },
];
