import type { HostCheck, ReachKind } from '#shared/model/reach.ts';

const KINDS: Record<ReachKind, string> = {
  rest: 'REST',
  scripts: 'Scripts on this computer',
  ssh: 'Scripts over SSH',
  'by-hand': 'By hand',
};

const HINTS: Record<ReachKind, string> = {
  rest: 'The node is asked at its address to shut down and start again.',
  scripts: 'shutdown and startup of the instance are run here, as the user of this program.',
  ssh: 'shutdown and startup of the instance are run on the host of the node.',
  'by-hand': 'The restart shows the commands and watches the health of the node.',
};

const TRUST: Record<NonNullable<HostCheck['trust']>, string> = {
  local: 'On this computer',
  pinned: 'Key of the host confirmed',
  'known-hosts': 'Key of the host is in known_hosts',
  new: 'Key of the host not confirmed yet',
  'new-type': 'The host is known by a key of another type',
  refused: 'Key of the host refused',
};

/** Texts of the way in which a node is restarted, in the form of its gateway. */
export const REACH = {
  label: (n: number) => `How node ${n} is restarted`,
  kinds: KINDS,
  hints: HINTS,
  folder: 'Installation folder on the node',
  folderHint: 'The set-up of its data store uses it too.',
  folderPlaceholder: '/opt/softwareag',
  instance: 'Instance',
  host: 'SSH host',
  hostPlaceholder: 'apigw-eu-a',
  port: 'Port',
  user: 'SSH user',
  userPlaceholder: 'sag',
  signIn: 'SSH sign-in',
  signIns: { agent: 'Key agent', 'key-file': 'Key file' },
  keyFile: 'Key file',
  keyFilePlaceholder: '~/.ssh/id_ed25519',
  passphrase: 'Passphrase',
  passphraseKept: 'Saved; empty keeps it',
  passphraseHint: 'Empty when the key has none',
  check: (n: number) => `Check node ${n}`,
  checkHint: 'Looks whether the scripts are there. Nothing is run.',
  checkBlocked: 'Some values are missing or not valid',
  newKey: 'The host shows a key that nobody has confirmed',
  newKeyText:
    'Compare it with the key on the host: ssh-keygen -lf shows that of its .pub file of this type in /etc/ssh.',
  otherType: 'The host is known by a key of another type, which it did not show',
  otherTypeText:
    'A host that was set up anew shows a new key, and so does one that only pretends to be it. Compare the key on the host with ssh-keygen -lf before it is confirmed, and correct known_hosts afterwards.',
  confirm: 'Confirm this key',
  confirmed: 'Confirmed key',
  forget: 'Forget the key',
  found: 'Both scripts are there and may be run',
  trust: TRUST,
  errors: {
    folder: 'An absolute path of letters, digits, spaces and . _ - + @ , = ~',
    instance: 'Letters, digits, dot, dash or underscore',
    host: 'A host name or an IP address',
    port: '1 to 65535',
    user: 'A user name without spaces',
    keyFile: 'The path of a private key',
  },
} as const;
