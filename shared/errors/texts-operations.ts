import type { ErrorText } from './texts.ts';

export const OPERATION_TEXTS = {
  'store-busy': {
    title: 'Something else is at work on this data store.',
    cause: '{detail}',
    next: 'Wait until it has ended.',
  },
  'lock-lost': {
    title: 'Another process has taken this operation over.',
    cause:
      'This one did not answer for a while, for example because the computer slept, and its lock was taken.',
    changed: 'What was done so far is in the journal. This process does nothing more.',
    next: 'Look at Activity: the other process has settled it, or the open journal offers what to do.',
  },
  'backup-replaced': {
    title: 'The backup {what} is not the one that was started here.',
    cause: 'It was deleted and another one of the same name was made by somebody else.',
    changed: 'Nothing was deleted.',
    next: 'Leave it to whoever made it, or delete it in the list of backups.',
  },
  'operation-running': {
    title: 'Another operation is running on this data store.',
    cause: '{detail}',
    next: 'Wait until it has ended. One change at a time keeps the data safe.',
  },
  'journal-open': {
    title: 'A restore on this data store did not end.',
    cause: 'The restore of {what} was interrupted. Until it is settled, no other change is allowed.',
    next: 'Continue it, roll it back, or close it by hand.',
  },
  'journal-missing': {
    title: 'This restore is no longer open.',
    cause: 'It was settled, perhaps in another window.',
    next: 'Refresh the page.',
  },
  'operation-missing': {
    title: 'This operation is not known.',
    cause: 'Its record was removed.',
    next: 'Go back to the list.',
  },
  'not-cancellable': {
    title: 'This operation cannot be cancelled now.',
    cause: 'It has ended, or it is in a step that must run to its end.',
    next: 'Wait for the result.',
  },
  cancelled: {
    title: 'The operation was cancelled.',
    cause: 'It was stopped on request.',
    next: 'Start it again when it is wanted.',
  },
  'outcome-unknown': {
    title: 'It is not known whether {what} succeeded.',
    cause: 'The request was sent once and its reply was lost. {detail}',
    changed: 'It may or may not have been carried out. It was not sent a second time.',
    next: 'Refresh when the data store answers again.',
  },
  'node-unreachable': {
    title: '{what} does not answer at {where}.',
    cause: 'The gateway is down, still starting, or its port cannot be reached from here.',
    next: 'Check the address and the port (5555 by default), or restart the node by hand and tick it off.',
  },
  'node-sign-in-refused': {
    title: '{what} refused the user or the password.',
    cause: 'A restart needs a user with administrator rights on the gateway.',
    changed: 'The node was not restarted.',
    next: 'Enter user and password of an administrator, or restart the node by hand.',
  },
  'node-refused': {
    title: '{what} refused the restart.',
    cause: '{detail}',
    changed: 'The node was not restarted.',
    next: 'Restart the node by hand.',
  },
  'node-not-back': {
    title: '{what} did not come back.',
    cause: 'It went down {detail}.',
    changed: 'The node was told to restart.',
    next: 'Look at its server.log and start it by hand. The restored data waits in the data store.',
  },
  'node-not-down': {
    title: '{what} accepted the restart but never went down.',
    cause: 'It still answers, with the old data in memory.',
    changed: 'The node still works with the old data.',
    next: 'Restart the node by hand.',
  },
  'node-not-quiesced': {
    title: '{what} did not switch its quiesce mode.',
    cause: '{detail}',
    changed: 'The node works as before.',
    next: 'See that nobody changes APIs or policies meanwhile, or switch the quiesce mode by hand.',
  },
  'store-not-back': {
    title: 'The data store did not come back after {what} was restarted.',
    cause:
      'With autostart on, the gateway starts its data store itself, and that takes longer or fails. {detail}',
    changed: 'The next node was not restarted.',
    next: 'Start the data store, then go on with the next node.',
  },
  'restart-store-first': {
    title: '{what} of the data store is restarted before the gateway.',
    cause: 'Its restart is due, and the gateway does not start it along.',
    next: 'Restart it, or tick it off when it was restarted.',
  },
  'restart-store-along': {
    title: 'The data store is not restarted for itself.',
    cause: 'This gateway starts its data store itself: restarting a node of the gateway takes it along.',
    next: 'Restart the nodes of the gateway.',
  },
  'store-process-unseen': {
    title: 'The process of {what} cannot be seen, so its scripts are not run.',
    cause:
      'Only a process that is seen to end is started again: two of them would work on the same data. {detail}',
    next: 'Restart it by hand and have its restart watched.',
  },
  'store-not-down': {
    title: '{what} did not go down.',
    cause: 'Its process was still there when the time was over. {detail}',
    changed: 'Its stop script was run. Its start script was not: two processes would work on the same data.',
    next: 'Look whether it still writes to its disk. When its process is gone, start it by hand and have its restart watched.',
  },
  'store-not-started': {
    title: '{what} was started and is not back.',
    cause: '{detail}',
    changed: 'Its process of before has ended.',
    next: 'Look at {where} on its machine: a setting that it does not accept keeps it from starting. Then start it by hand and have its restart watched.',
  },
  'store-not-restarted': {
    title: '{what} was not restarted.',
    cause: '{detail}',
    next: 'Restart it, then tick it off.',
  },
  'store-unread': {
    title: 'It could not be checked whether {what} was restarted.',
    cause: '{detail}',
    next: 'Try again when the data store answers, or tick it off without a check.',
  },
  'profiles-unreadable': {
    title: 'The saved gateways could not be read.',
    cause: 'The file is damaged or from a newer version. It was set aside as {what}.',
    next: 'Add the gateways again, or bring the file back in order.',
  },
  'restart-unreadable': {
    title: 'The record of a pending restart could not be read.',
    cause: 'The file is damaged. It was set aside as {what}.',
    next: 'If nodes of the gateway were not restarted since the last restore, restart them.',
  },
  'file-failed': {
    title: 'A file of this program could not be read or written.',
    cause: '{detail}',
    next: 'Check disk space and rights of the data folder.',
  },
  'secret-lost': {
    title: 'The password of {what} must be entered again.',
    cause: 'It was only kept for the last session, or the keyring of the system has changed.',
    next: 'Enter the password again.',
  },
  'server-error': {
    title: 'The data store reported an error: {detail}',
    cause: 'The message of the server is kept below.',
    next: 'Read the raw reason. The log of the data store has more.',
  },
  internal: {
    title: 'Something in this program went wrong.',
    cause: 'This is a fault of the program, not of the data store. {detail}',
    changed: 'It is not known whether something was changed.',
    next: 'Refresh the page and report the fault.',
  },
} satisfies Record<string, ErrorText>;
