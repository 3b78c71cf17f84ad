import type { ErrorText } from './texts.ts';

/** Of the program itself: files that a user asks for, and its own folders. */
export const PROGRAM_TEXTS = {
  'save-failed': {
    title: 'The file {what} could not be written.',
    cause: '{detail}',
    changed: 'A file that was there before is as it was.',
    next: 'Check disk space and rights, or choose another folder.',
  },
  'folder-not-shown': {
    title: 'The folder {what} could not be shown.',
    cause: 'The system has no program that shows folders, or the folder is gone. {detail}',
    next: 'Copy the path and open it by hand.',
  },
  'bundle-gone': {
    title: 'The diagnostics bundle is no longer kept.',
    cause: 'Another one was gathered since, or the program was started again.',
    next: 'Gather it again and look at it before it is saved.',
  },
  'bundle-unsafe': {
    title: 'The diagnostics bundle was not made.',
    cause: 'A secret was still found in {what} after everything known had been taken out.',
    next: 'Report this as a fault of the program, without the bundle.',
  },
} satisfies Record<string, ErrorText>;
