/** Texts of the step "What" of the restore wizard, and of its side panel. Counts come formatted. */
export const RESTORE_WHAT = {
  question: 'How should it be restored?',
  how: {
    'in-place': {
      title: 'In place',
      text: 'Over the indices of the same names. The gateway uses them after a restart.',
    },
    beside: {
      title: 'Beside, with a prefix',
      text: 'As copies under other names, to look at. What is live stays, and the gateway does not use the copies.',
    },
    tenant: {
      title: 'From another tenant',
      text: (tenant: string) =>
        `The indices of another tenant in this backup become those of ${tenant}. The gateway uses them after a restart.`,
    },
    add: {
      title: 'Add instead of replace',
      text: 'Older events, logs and license data as further members of their families. What is live stays.',
    },
  },
  noOtherTenant: (tenant: string) => `The backup holds no tenant other than ${tenant}.`,
  nothingToAdd: 'The backup holds no member of a rollover family of events, logs or license data.',
  part: 'Which part of the backup?',
  indices: 'Indices',
  docs: 'Documents',
  size: 'Size',
  everything: 'Everything',
  everythingText: 'Every index of the tenant that the backup holds',
  everythingAdd: 'Every member of a rollover family of events, logs or license data',
  orScopes: 'Or one or more scopes',
  assetsNotAdded: 'Assets stand in no rollover family: they can be replaced, not added.',
  orNames: 'Or by name',
  custom: 'Single indices',
  customText: (all: string) => `Picked from the list of ${all}`,
  customChosen: (count: string, all: string) => `${count} of ${all} are chosen`,
  choose: 'Choose…',
  unclearText:
    'These names cannot be given to this tenant for sure. They are only restored when picked here, one by one.',
  reading: 'The indices of the backup are being read',
  failed: 'What the backup holds could not be read',
  also: 'And the data store itself?',
  globalState: 'Restore global state too',
  globalStateText:
    'Persistent settings and index templates of the whole data store, also those of other tenants, are replaced with those of the backup. No safety backup brings the present ones back.',
  globalStateNone: 'Not possible: the backup was made without them, as this program always does.',
  globalStateUnknown: 'This data store does not say whether the backup holds them.',
  problems: {
    prefix: 'The prefix cannot be used',
    'prefix-gateway': 'The prefix cannot be used',
    tenant: 'The backup holds no other tenant',
    scopes: 'No scope is chosen',
    indices: 'No index is chosen',
    nothing: 'The backup holds nothing of what is chosen',
  },

  side: {
    title: 'This restore',
    how: 'How',
    part: 'Part',
    indices: 'Indices',
    docs: 'Documents',
    size: 'Size',
    gateway: 'Gateway',
    tenant: 'Tenant',
    live: 'Live data',
    liveReplaced: (safety: boolean) =>
      safety ? 'replaced, after a safety backup' : 'replaced, without a safety backup',
    liveStays: 'stays as it is',
    restart: 'Restart',
    restartNeeded: 'of every node, afterwards',
    restartNot: 'not needed',
    prefixTitle: 'Names of the copies',
    prefix: 'Prefix',
    prefixHint: 'Small letters, digits and - _ . before each name.',
    prefixExample: 'For example',
    prefixInvalid:
      'Begin with a small letter or a digit; then small letters, digits and - _ . up to 40 in all.',
    prefixGateway:
      'A name that begins with gateway_ would look like an index of a tenant. Choose another prefix.',
    besideRoom: 'The copies take room on the disk until they are deleted on the data store.',
    tenantTitle: 'Other tenant',
    source: 'Tenant in the backup',
    sourceOnly: (tenant: string) => `The backup holds one other tenant: ${tenant}.`,
    addTitle: 'Names of the added indices',
    addText: 'The name of the family, then _restored, the day and a number.',
  },
};
