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
  ['delete backup -name N', 'backup delete --name N'],
  ['restore backup -tenant T -name N', 'restore run --name N --confirm T'],
  ['status restore -name N', 'restore status --name N'],
  ['perform open_indices', 'open-indices'],
];

const UTILITY_NOTES = `What differs from the utility of the product:

- The saved gateways of the desktop program say where the data store is. \`-tenant\` chooses among them.
- \`restore backup\` has no default tenant: naming it confirms the restore. It waits for its end whatever \`-sync\` says,
  makes a safety backup first, compares the counts, and rolls back when it fails.
- \`delete backup -olderThan\` spares backups that also hold indices of others, those that cannot be read, and one that
  is being made.
- Nothing is asked. Where the desktop program asks for words to be typed before a restore, the command is refused and
  says how to allow it. A deletion is confirmed by its names or its age.
- A backup that is not waited for is verified by the next command of the same gateway, or by the desktop program.
- \`status restore\` ends with 0 for Success and In progress, and with 1 for everything else.

Exit codes for gateways of release 10.11 and later: 0 success, 1 error, 8 backup in progress, 9 backup not good,
10 backup good, 11 backup not found, 12 backups deleted, 13 not all deleted. Before 10.11: 0 and 1.`;

const MODERN_NOTES = `Exit codes: 0 good, 1 refused or not carried out, 2 carried out and not good, 3 not found, 4 still at work or not known,
5 the rest is to be done by hand: the commands are printed, and \`gateway restart --done <nodes>\` takes the word for it.

\`doctor\` ends with 0 where nothing is in the way, warnings among it, and with 2 where something is. Its object is
\`{"ok","findings":[{"about","state","title","detail","error"}]}\`: \`about\` is the name of the gateway, or null for the data
folder; \`state\` is passed, warning, failed or skipped; \`error\` is as in a problem, or null.

With \`--json\` the result is one object on stdout: the operation, the backup, the plan or the status as in
\`shared/model\`. A problem is \`{"error":{"code","title",...}}\` on stderr.`;

const SHARED_NOTES = `Both programs need Node 20.20 or later and nothing else. They share gateways, locks, history and journals with the
desktop program, in the folder that \`GATEWAY_VAULT_HOME\` names or the usual one. \`GATEWAY_VAULT_GATEWAY\` names a gateway
where several fit.

Passwords are never arguments. \`GATEWAY_VAULT_SESSION_SECRETS\` holds a JSON object such as
\`{"<id of the gateway>.data-store":"<password>"}\`, or \`GATEWAY_VAULT_SECRETS_FILE\` names a file with it; on a terminal
\`gateway-vault\` asks for what is missing, without showing it. \`apigatewayUtil\` never asks. The keyring of the desktop
program cannot be opened from here.`;

/** The documentation of both programs, from the definitions of their commands. */
export function documentation(): string {
  return [
    '# The command line',
    '<!-- Made from electron/cli/grammar by npm run docs:cli. -->',
    SHARED_NOTES,
    ...chapterOf(UTILITY, UTILITY_NOTES),
    ...refusedIn(UTILITY),
    ...chapterOf(MODERN, MODERN_NOTES),
    '## From the old form to the new',
    [
      '| apigatewayUtil | gateway-vault |',
      '|---|---|',
      ...MIGRATION.map((row) => `| ${row.map(code).join(' | ')} |`),
    ].join('\n'),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

function chapterOf<Id extends string>(grammar: Grammar<Id>, notes: string): string[] {
  return [
    `## ${grammar.program}`,
    grammar.about,
    notes,
    ...grammar.commands.flatMap((one) => sectionOf(grammar, one)),
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
