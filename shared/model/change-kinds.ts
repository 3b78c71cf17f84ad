// Apart from the schemas, which the first page of the window does not load.

/** Changes that are waited for: the history notes who made them, and how they ended. */
export const CHANGE_KINDS = [
  'add-gateway',
  'edit-gateway',
  'remove-gateway',
  'register-repository',
  'edit-repository',
  'make-read-only',
  'make-writable',
  'remove-repository',
  'clean-up-repository',
  'change-path-repo',
  'install-plugin',
  'add-keys',
  'ask-restart',
  'tick-off-node',
  'close-journal',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
