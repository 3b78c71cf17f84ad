/** Texts of the command that does the same as a step of the page. */
export const COMMAND_LINE = {
  title: 'Command that does the same',
  passwords:
    'It works with the gateways and the history of this program. Passwords come from its environment.',
  plansAnew: 'It plans anew, and restores without asking.',
  gaps: {
    quiesce: 'None: the command line does not quiesce nodes.',
    target: 'None: the command line restores in place only.',
    'single-indices': 'None: the command line restores everything or whole scopes.',
    fixes: 'None: the command line takes no choices for single indices.',
    'global-state': 'None: the command line does not restore the settings of the data store.',
    'no-safety': 'None: the command line makes a safety backup wherever one is possible.',
  },
};
