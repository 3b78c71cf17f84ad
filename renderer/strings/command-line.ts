/** Texts of the command that does the same as a step of the page. */
export const COMMAND_LINE = {
  title: 'Command that does the same',
  passwords:
    'It works with the gateways and the history of this program. Passwords come from its environment.',
  plansAnew: 'It plans anew, and restores without asking.',
  file: {
    s3: (file: string) =>
      `${file} is a file that you write: bucket, path and keys, a line each, as the utility of the vendor reads it. A key is never part of the command.`,
    other: (file: string) =>
      `${file} is a file that you write: the settings, as they stand above. None is part of the command, since any of them may be a key.`,
  },
  gaps: {
    incomplete: 'It is shown once the name and the place are given.',
    quiesce: 'None: the command line does not quiesce nodes.',
    target: 'None: the command line restores in place only.',
    'single-indices': 'None: the command line restores everything or whole scopes.',
    fixes: 'None: the command line takes no choices for single indices.',
    repositories: 'None: one command deletes backups of one repository only.',
    'by-hand': 'None: the command line does not watch what somebody restarts by hand.',
    'not-due': 'None: the command line restarts single nodes only where their restart is due.',
    'node-names': 'None: the command line cannot tell this node from another one by its name.',
    'no-safety': 'None: the command line makes a safety backup wherever one is possible.',
  },
};
