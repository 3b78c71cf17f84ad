import { z } from 'zod';
import { NoteLine, ProgressLine } from '../following/lines.ts';
import { resultNames, SCHEMA_FILE } from '../results/schemas.ts';
import { type CommandDef, type Grammar, optionsOf } from './grammar.ts';
import { labelOf, textOf, usageOf } from './help.ts';
import { MODERN } from './modern.ts';
import { UTILITY } from './utility.ts';

const MIGRATION: readonly (readonly [string, string])[] = [
  ['create backup -name N', 'backup create --name N --no-wait'],
  ['create backup -name N -sync true', 'backup create --name N'],
  ['create backup -include assets', 'backup create --scopes assets'],
  ['list backup -verbose true -format json', 'backup list --json'],
  ['status backup -name N', 'backup show --name N'],
  ['status backup -name N, again and again', 'backup show --name N --wait'],
  ['delete backup -name N', 'backup delete --name N'],
  ['restore backup -tenant T -name N', 'restore run --name N --confirm T'],
  ['restore backup … -restoreClusterState true', 'restore run … --global-state'],
  ['status restore -name N', 'restore status --name N'],
  ['configure manageRepo -repoName R', 'repo add --name R --folder R'],
  ['configure manageRepo -repoName R -file F', 'repo add --name R --file F'],
  ['list manageRepo', 'repo list'],
  ['delete manageRepo -repoName R', 'repo remove --name R'],
  ['perform open_indices', 'open-indices'],
];

const NO_NEW_FORM =
  '`configure fs_path`, `-srcTenant` and `-aggregate` have no new form; the old one stays for them.';

const SIGNALS = `129, 130 and 143: ended by a closed terminal, Ctrl-C or SIGTERM before it was done. A backup that the data store is at
work on goes on there, and the next command or the desktop program verifies it. Anything else is asked to stop and its end
is waited for: a restore is rolled back. A second Ctrl-C ends the program at once; an open restore keeps its journal.`;

const UTILITY_NOTES = `What differs from the utility of the product:

- The saved gateways of the desktop program say where the data store is. \`-tenant\` chooses among them; left out
  inside the folders of an installation, the tenant in its files does.
- \`restore backup\` has no default tenant: naming it confirms the restore. It waits for its end whatever \`-sync\` says,
  makes a safety backup first, compares the counts, and rolls back when it fails.
- \`delete backup -olderThan\` spares backups that also hold indices of others, those that cannot be read, and one that
  is being made.
- Nothing is asked. Where the desktop program asks for words to be typed before a restore, the command is refused and
  says how to allow it. A deletion is confirmed by its names or its age.
- A backup that is not waited for is verified by the next command of the same gateway, or by the desktop program.
- \`status backup\` calls a backup that was made from here good when it was verified. In progress includes the
  verification; Unknown, with code 1, is one that could not be verified any more. One that was made elsewhere has the
  word of the data store, and a line on stderr that says so.
- \`configure fs_path\` adds its folder to those that \`path.repo\` allows already, so that backups there can still be
  read, and keeps the former file. It needs a data store that answers, and its files within reach: in the installation
  that the gateway is saved with, or in that whose folders it is run in. Of nodes elsewhere it says what is to be done,
  and ends with 0 where those of this machine are done; with 1 where none is within reach, a known place cannot be reached, or a change fails.
- \`status restore\` ends with 0 for Success and In progress, and with 1 for everything else.

Exit codes for gateways of release 10.11 and later: 0 success, 1 error, 8 backup in progress, 9 backup not good,
10 backup good, 11 backup not found, 12 backups deleted, 13 not all deleted. Before 10.11: 0 and 1.
${SIGNALS}`;

const MODERN_NOTES = `Exit codes: 0 good, 1 refused or not carried out, 2 carried out and not good, 3 not found, 4 still at work or not known,
5 the rest is to be done by hand: the commands are printed, and \`gateway restart --done <nodes>\` takes the word for it.
${SIGNALS}

\`doctor\` ends with 0 where nothing is in the way, warnings among it, and with 2 where something is.

While work is waited for, a terminal shows a bar. Without a terminal there is a line for each phase that has ended, and
in a long one a line every ten seconds. Nothing is coloured.

With \`--dry-run\` a command tells what it would do and what would refuse it, and sends no request that changes
anything. Its code is that of the real command as far as that can be known before.

A restore is always waited for: this program makes its steps. One that was killed leaves its journal, and nothing else is
changed on that data store until \`restore recover\` or the desktop program settles it.

With \`--json\` each line of stdout is one object. The last is the result, by one of the schemas that are named at each
command; with \`--dry-run\` that whose name begins with Dry. A problem is one line on stderr, by the schema Problem; other
lines may stand before it. [${SCHEMA_FILE}](${SCHEMA_FILE}) has all of them as JSON schemas. The lines before the result
have a field \`event\`, and are one of these:`;

/** The fields of a kind of line, from its schema. */
function lineTable(schema: typeof ProgressLine | typeof NoteLine): string {
  const { properties = {} } = z.toJSONSchema(schema, { unrepresentable: 'any' });
  const rows = Object.entries(properties).map(([name, field]) => {
    const text = typeof field === 'boolean' ? '' : (field.description ?? '');
    return `| ${code(name)} | ${text} |`;
  });
  return [`| ${code(`"event":"${schema.shape.event.value}"`)} | |`, '|---|---|', ...rows].join('\n');
}

const SHARED_NOTES = `Both programs need Node 20.20 or later and nothing else. They share gateways, locks, history and journals with the
desktop program, in the folder that \`GATEWAY_VAULT_HOME\` names or the usual one. \`GATEWAY_VAULT_GATEWAY\` names a gateway
where several fit.

Passwords are never arguments. \`GATEWAY_VAULT_SESSION_SECRETS\` holds a JSON object such as
\`{"<id of the gateway>.data-store":"<password>"}\`, or \`GATEWAY_VAULT_SECRETS_FILE\` names a file with it; on a terminal
\`gateway-vault\` asks for what is missing, without showing it; Ctrl-C there ends it with 130, Ctrl-D with 1, and nothing
is sent. \`apigatewayUtil\` never asks. The keyring of the desktop
program cannot be opened from here.`;

/** The documentation of both programs, from the definitions of their commands. */
export function documentation(): string {
  return [
    '# The command line',
    '<!-- Made from electron/cli/grammar by npm run docs:cli. -->',
    SHARED_NOTES,
    ...chapterOf(UTILITY, UTILITY_NOTES, () => []),
    ...refusedIn(UTILITY),
    ...chapterOf(MODERN, [MODERN_NOTES, lineTable(ProgressLine), lineTable(NoteLine)].join('\n\n'), (id) => [
      `With ${code('--json')}: ${resultNames(id).map(code).join(', ')}.`,
    ]),
    '## From the old form to the new',
    [
      '| apigatewayUtil | gateway-vault |',
      '|---|---|',
      ...MIGRATION.map((row) => `| ${row.map(code).join(' | ')} |`),
    ].join('\n'),
    NO_NEW_FORM,
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

/** The chapter of a program; `more` stands at the end of the section of each command. */
function chapterOf<Id extends string>(
  grammar: Grammar<Id>,
  notes: string,
  more: (id: Id) => string[],
): string[] {
  return [
    `## ${grammar.program}`,
    grammar.about,
    notes,
    ...grammar.commands.flatMap((one) => [...sectionOf(grammar, one), ...more(one.id)]),
  ];
}

function sectionOf<Id extends string>(grammar: Grammar<Id>, command: CommandDef<Id>): string[] {
  const rows = optionsOf(grammar, command).map(
    (one) => `| ${code(labelOf(grammar.prefix, one))} | ${textOf(one).replaceAll('|', '\\|')} |`,
  );
  return [
    `### ${command.words.join(' ')}`,
    command.text,
    `\`\`\`\n${usageOf(grammar, command)}\n\`\`\``,
    ['| option | |', '|---|---|', ...rows].join('\n'),
  ];
}

function refusedIn<Id extends string>(grammar: Grammar<Id>): string[] {
  return [
    '### Refused',
    [
      ...grammar.refusedCommands.map(({ words, why }) => `- ${code(words.join(' '))}: ${why}`),
      ...grammar.refusedOptions.map(({ name, why }) => `- ${code(`${grammar.prefix}${name}`)}: ${why}`),
    ].join('\n'),
  ];
}

const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;
