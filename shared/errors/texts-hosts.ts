import type { ErrorText } from './texts.ts';

/** Of the hosts on which scripts of a gateway are run. */
export const HOST_TEXTS = {
  'host-unreachable': {
    title: '{where} cannot be reached over SSH.',
    cause: '{detail}',
    changed: 'Nothing was run and nothing was changed there.',
    next: 'Check host, port and network. What cannot wait is done by hand on the host.',
  },
  'host-lost': {
    title: 'The connection to {where} was lost.',
    cause: '{detail}',
    changed: 'Nothing was changed there.',
    next: 'Check host and network and try again.',
  },
  'host-key-unknown': {
    title: 'The key of {where} has not been confirmed yet.',
    cause: '{detail} Neither this program nor known_hosts has this key.',
    changed: 'Nobody signed in and nothing was run there.',
    next: 'Compare it with the key on the host (ssh-keygen -lf), then confirm it where the node is edited.',
  },
  'host-key-changed': {
    title: 'The key of {where} is not the one that is known. Somebody may be in between.',
    cause: '{detail}',
    changed: 'The connection was refused: nobody signed in and nothing was run there.',
    next: 'Ask whoever runs the host whether its key was replaced. Only then confirm the new one where the node is edited, and correct known_hosts.',
  },
  'host-sign-in-refused': {
    title: '{where} refused the user {what}.',
    cause: '{detail}',
    changed: 'Nothing was run there.',
    next: 'Check the user, and that the public key is among the authorized keys of the user on the host.',
  },
  'host-key-file': {
    title: 'The key file {what} cannot be used.',
    cause: '{detail}',
    changed: 'Nothing was sent.',
    next: 'Check path and passphrase. Keys of OpenSSH, PEM and PuTTY are read.',
  },
  'host-agent-missing': {
    title: 'No key agent answers on this computer.',
    cause: '{detail}',
    changed: 'Nothing was sent.',
    next: 'Start the agent and add the key to it, or choose a key file.',
  },
  'script-refused': {
    title: 'The script {what} is not run.',
    cause: '{detail}',
    changed: 'It was not run.',
    next: 'Check the folder of the installation and the instance, or restart the node by hand.',
  },
  'script-failed': {
    title: 'The script {what} failed.',
    cause: '{detail}',
    changed: 'The node may have been left as it was; its health did not change as it should.',
    next: 'Run the script by hand as the user of the gateway and read what it says.',
  },
  'node-not-started': {
    title: '{what} was started by its script and is not healthy.',
    cause: '{detail}',
    changed: 'The node was shut down and its start script was run.',
    next: 'Look at {where} on its host, and start it by hand. The restored data waits in the data store.',
  },
  'node-perhaps-running': {
    title: '{what} was shut down, and it is not sure that it has ended.',
    cause: '{detail}',
    changed:
      'Its stop script was run. Its start script was not: a second process would work on the same files.',
    next: 'Look on its host whether its process is gone, then start it by hand and tick it off.',
  },
  'node-not-seen-down': {
    title: '{what} was not seen to go down.',
    cause: 'It is restarted by hand, and kept answering while it was watched.',
    changed: 'This program did nothing to the node.',
    next: 'Restart it and watch it again, or tick it off if it was restarted before.',
  },
} satisfies Record<string, ErrorText>;
