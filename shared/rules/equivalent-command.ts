import { never } from '../errors/never.ts';
import type { NewBackup } from '../model/backup.ts';
import type { RestorePlan } from '../model/plan.ts';
import type { BackupRef } from '../model/primitives.ts';
import type { RepositoryDraft, RepositoryPlace } from '../model/repository-place.ts';
import type { RestartNode } from '../model/restart.ts';

/** What is asked for and the command line has no option for. */
export type CommandGap =
  | 'incomplete'
  | 'quiesce'
  | 'target'
  | 'single-indices'
  | 'fixes'
  | 'no-safety'
  | 'repositories'
  | 'by-hand'
  | 'not-due'
  | 'node-names';

/** The words of a command, the program first, or why no command does the same. */
export type EquivalentCommand = { words: readonly string[] } | { gap: CommandGap };

/** The gateway and tenant that a command is about. */
export interface CommandGateway {
  name: string;
  tenant: string;
}

/** The command that makes this backup, by the same name and in the same repository. */
export function backupCommand(gateway: CommandGateway, backup: NewBackup): EquivalentCommand {
  if (backup.quiesce === true) return { gap: 'quiesce' };
  const { selection } = backup;
  return {
    words: [
      ...begin(['backup', 'create'], gateway),
      option('name', backup.name),
      option('repository', backup.repository),
      ...(selection.kind === 'scopes' ? [option('scopes', selection.scopes.join(','))] : []),
      ...(selection.kind === 'indices' ? [option('indices', selection.indices.join(','))] : []),
      ...reasonOf(backup.reason),
    ],
  };
}

/** The command that deletes these backups; one takes those of one repository only. */
export function deleteCommand(
  gateway: CommandGateway,
  backups: readonly BackupRef[],
  reason: string,
): EquivalentCommand {
  const [first] = backups;
  if (first === undefined) return { gap: 'incomplete' };
  const { repository } = first;
  if (backups.some((one) => one.repository !== repository)) return { gap: 'repositories' };
  const names = backups.map(({ name }) => name).join(',');
  return {
    words: [
      ...begin(['backup', 'delete'], gateway),
      option('name', names),
      option('repository', repository),
      ...reasonOf(reason),
    ],
  };
}

/**
 * The command that restores what this plan restores, its confirmation included: whoever runs it is asked for nothing.
 * The command plans anew.
 */
export function restoreCommand(
  gateway: CommandGateway,
  plan: RestorePlan,
  reason: string,
): EquivalentCommand {
  const gap = restoreGap(plan);
  if (gap !== null) return { gap };
  const { selection, globalState } = plan.choices;
  const risks = [
    ...(plan.safety.indices > 0 && plan.safety.error !== null ? ['no-way-back'] : []),
    ...(plan.otherRelease === null ? [] : ['other-release']),
    ...(globalState ? ['cluster-settings'] : []),
  ];
  return {
    words: [
      ...begin(['restore', 'run'], gateway),
      option('name', plan.backup),
      option('repository', plan.repository),
      ...(selection.kind === 'scopes' ? [option('scopes', selection.scopes.join(','))] : []),
      ...(globalState ? ['--global-state'] : []),
      ...(risks.length === 0 ? [] : [option('allow', risks.join(','))]),
      ...reasonOf(reason),
      option('confirm', gateway.tenant),
    ],
  };
}

function restoreGap({ choices, safety }: RestorePlan): CommandGap | null {
  if (choices.mode.kind !== 'in-place') return 'target';
  if (choices.selection.kind === 'indices') return 'single-indices';
  if (Object.keys(choices.fixes).length > 0) return 'fixes';
  // Where nothing is overwritten there is nothing to save first, switched off or not.
  return !choices.safetyBackup && safety.indices > 0 ? 'no-safety' : null;
}

/** The files that a command names for what may hold keys: they are the user's to write. */
export const COMMAND_FILES = { s3: 'gateway-s3-repo.cnf', other: 'settings.json' } as const;

/**
 * The command that registers this repository, or that gives it this place. No setting of a bucket or of another type
 * is in it: any of them may be a key, so the command names a file.
 */
export function repositoryCommand(
  gateway: CommandGateway,
  { name, place }: Pick<RepositoryDraft, 'name' | 'place'>,
  does: 'add' | 'edit',
): EquivalentCommand {
  return { words: [...begin(['repo', does], gateway), option('name', name), ...placeOptions(place)] };
}

function placeOptions(place: RepositoryPlace): string[] {
  switch (place.kind) {
    case 'fs':
      return [option('folder', place.location)];
    case 's3':
      return [option('file', COMMAND_FILES.s3)];
    case 'other':
      return [option('type', place.type), option('settings', COMMAND_FILES.other)];
    default:
      return never(place);
  }
}

/** The command that forgets this repository. */
export const removeRepositoryCommand = (gateway: CommandGateway, name: string): EquivalentCommand => ({
  words: [...begin(['repo', 'remove'], gateway), option('name', name)],
});

/** The command that deletes the files of this repository that no backup refers to. */
export const cleanUpCommand = (gateway: CommandGateway, name: string): EquivalentCommand => ({
  words: [...begin(['repo', 'cleanup'], gateway), option('name', name)],
});

/** The command that lets this repository be written to, or no longer. */
export const readOnlyCommand = (
  gateway: CommandGateway,
  name: string,
  readOnly: boolean,
): EquivalentCommand => ({
  words: [...begin(['repo', 'edit'], gateway), option('name', name), option('read-only', String(readOnly))],
});

/** Which nodes are about to be restarted, and how. */
export interface RestartOrder {
  nodes: readonly RestartNode[];
  /** Everything whose restart is due. */
  due: readonly RestartNode[];
  /** Whether somebody restarts one of them by hand, which this program only watches. */
  byHand: boolean;
  together: boolean;
}

/** The command that restarts these nodes. It takes nodes by name, and only those whose restart is due. */
export function restartCommand(gateway: CommandGateway, order: RestartOrder): EquivalentCommand {
  const { nodes, due, byHand, together } = order;
  if (byHand) return { gap: 'by-hand' };
  if (nodes.some(({ nodeId }) => !due.some((one) => one.nodeId === nodeId))) return { gap: 'not-due' };
  const isAll = nodes.length === due.length;
  const isUnclear = ({ name }: RestartNode): boolean =>
    name.includes(',') || name !== name.trim() || due.filter((one) => one.name === name).length > 1;
  if (!isAll && nodes.some(isUnclear)) return { gap: 'node-names' };
  return {
    words: [
      ...begin(['gateway', 'restart'], gateway),
      ...(isAll ? [] : [option('node', nodes.map(({ name }) => name).join(','))]),
      ...(together ? ['--all-at-once'] : []),
    ],
  };
}

/** The command that opens every closed index of the tenant. */
export const openIndicesCommand = (gateway: CommandGateway): EquivalentCommand => ({
  words: begin(['open-indices'], gateway),
});

const begin = (command: readonly string[], { name }: CommandGateway): string[] => [
  'gateway-vault',
  ...command,
  option('gateway', name),
];

/** One word, so that a value that begins like an option stays a value. */
const option = (name: string, value: string): string => `--${name}=${value}`;

const reasonOf = (reason: string): string[] => (reason === '' ? [] : [option('reason', reason)]);

export type Shell = 'posix' | 'powershell';

/** What is written as it is; a comma makes a list in PowerShell, `=` at the front a path in some others. */
const PLAIN: Record<Shell, RegExp> = {
  posix: /^[\w./:%+-][\w./:%+=,@-]*$/,
  powershell: /^[\w./:-][\w./:=-]*$/,
};

/** PowerShell takes the curved ones for quotes, too. A quotation mark needs its release 7.3, the first to hand it on. */
const QUOTED: Record<Shell, (word: string) => string> = {
  posix: (word) => word.replaceAll("'", String.raw`'\''`),
  powershell: (word) => word.replaceAll(/['\u2018-\u201b]/g, '$&$&'),
};

/** The words as one text that is pasted into this shell. Every word arrives as it is. */
export const commandText = (words: readonly string[], shell: Shell): string =>
  words.map((word) => (PLAIN[shell].test(word) ? word : `'${QUOTED[shell](word)}'`)).join(' ');
