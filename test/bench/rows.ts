/** What each row means, for people; in the order in which they are shown. */
export const ROWS: Record<string, { title: string; reference: string; budget: string }> = {
  backup: {
    title: 'Backup, end to end',
    reference: 'raw `PUT …?wait_for_completion=true` of the same indices',
    budget: '1.05 × reference + 0.5 s',
  },
  closed: {
    title: 'Time without data during a restore, as the program tells it',
    reference: 'raw close, restore and wait, unthrottled',
    budget: '1.15 × reference',
  },
  'closed-seen': {
    title: 'The same, seen from outside: first `_close` at a proxy until every primary is active',
    reference: 'the same',
    budget: '1.15 × reference',
  },
  'requests-first-second-backup': {
    title: 'Requests in the first second of following a backup',
    reference: 'with 10 indices',
    budget: '7',
  },
  'requests-first-second-restore': {
    title: 'Requests in the first second of following a restore',
    reference: 'with 10 indices',
    budget: '7',
  },
  'requests-later-backup': {
    title: 'Requests a second after 10 s of following a backup',
    reference: 'with 10 indices',
    budget: '1 a second',
  },
  'requests-later-restore': {
    title: 'Requests a second after 10 s of following a restore',
    reference: 'with 10 indices',
    budget: '1 a second',
  },
  'requests-of-one-poll-backup': {
    title: 'Requests of one poll of a backup, pieces of one request counted once',
    reference: 'with 10 indices',
    budget: 'as many as with 10 indices',
  },
  'requests-of-one-poll-restore': {
    title: 'Requests of one poll of a restore, pieces of one request counted once',
    reference: 'with 10 indices',
    budget: 'as many as with 10 indices',
  },
  'list-first': {
    title: 'First rows of a repository with 1,000 backups',
    reference: 'raw list of names, `verbose=false`',
    budget: 'reference + 100 ms',
  },
  'list-all': {
    title: 'All 1,000 rows with details, nothing kept from before',
    reference: 'raw full list',
    budget: 'reference + 400 ms',
  },
  'window-first': {
    title: 'First rows of 1,000 backups in the window: click until the last visible row is painted',
    reference: 'raw list of names, `verbose=false`',
    budget: 'reference + 100 ms',
  },
  'window-all': {
    title: 'All 1,000 with details in the window, from the click',
    reference: 'raw full list',
    budget: 'reference + 400 ms',
  },
  'many-first': {
    title: 'First rows of 10,000 backups in 20 repositories, one more dead: click until painted',
    reference: 'the raw calls for the names alone',
    budget: '2 s',
  },
  'many-frame': {
    title: "Longest turn of the page's thread while 10,000 rows are scrolled, ten rows a frame",
    reference: 'none',
    budget: '50 ms',
  },
  'many-gap': {
    title: 'The same from frame to frame, with all that the computer does',
    reference: 'none',
    budget: '50 ms',
  },
  'many-heap': { title: 'Heap of the page with 10,000 backups', reference: 'none', budget: '100 MB' },
  'cli-list': {
    title: 'Command line: `list backup` of 20 backups, the whole process',
    reference: 'Java 17 with the low-level REST client 7.13.0 and its usual flags, doing the same',
    budget: '0.40 × reference',
  },
  start: {
    title: 'Start: the process begins, gateways are listed, and a click is answered',
    reference: 'bare Electron with a page of React and Mantine, 20 rows and a button',
    budget: '1.3 × reference',
  },
  memory: {
    title: 'Memory (PSS of all processes) 30 s after 1,000 backups were opened',
    reference: 'the same bare page after 30 s',
    budget: '1.25 × reference',
  },
  'idle-cpu': {
    title: 'An open Overview while nothing happens',
    reference: 'none',
    budget: '1 % of one core',
  },
};
