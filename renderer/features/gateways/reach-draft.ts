import {
  type HostKey,
  InstallationFolder,
  InstanceName,
  NodeReach,
  type ReachKind,
  SshHost,
  type SshSignIn,
  type SshTarget,
  SshUser,
} from '#shared/model/reach.ts';
import { REACH } from '../../strings/reach.ts';

const errors = REACH.errors;

/** How a node is restarted, as typed. */
export interface ReachValues {
  kind: ReachKind;
  folder: string;
  instance: string;
  host: string;
  port: string;
  user: string;
  signIn: SshSignIn['kind'];
  keyFile: string;
  passphrase: string;
  hostKey: HostKey | null;
}

export interface ReachErrors {
  folder?: string;
  instance?: string;
  host?: string;
  port?: string;
  user?: string;
  keyFile?: string;
}

/** What stands there before anything is typed; the host is most likely that of the node's address. */
export function emptyReach(address: string): ReachValues {
  return {
    kind: 'rest',
    folder: '',
    instance: 'default',
    host: URL.canParse(address) ? new URL(address).hostname.replace(/^\[|\]$/g, '') : '',
    port: '22',
    user: '',
    signIn: 'agent',
    keyFile: '',
    passphrase: '',
    hostKey: null,
  };
}

/** A saved way, as it stands in the form. */
export function reachValuesOf(reach: NodeReach, address: string): ReachValues {
  const empty = { ...emptyReach(address), kind: reach.kind };
  if (reach.kind === 'rest' || reach.kind === 'by-hand') return empty;
  const { folder, instance } = reach.installation;
  if (reach.kind === 'scripts') return { ...empty, folder, instance };
  return { ...empty, folder, instance, ...targetValuesOf(reach.target) };
}

/** What is wrong, field by field; `null` when nothing is. */
export function reachErrors(values: ReachValues | undefined): ReachErrors | null {
  if (values === undefined || values.kind === 'rest' || values.kind === 'by-hand') return null;
  const isOver = values.kind === 'ssh';
  const port = Number(values.port);
  const found: ReachErrors = {
    ...(InstallationFolder.safeParse(cleanFolder(values.folder)).success ? {} : { folder: errors.folder }),
    ...(InstanceName.safeParse(values.instance.trim()).success ? {} : { instance: errors.instance }),
    ...(!isOver || SshHost.safeParse(values.host.trim()).success ? {} : { host: errors.host }),
    ...(!isOver || (/^\d{1,5}$/.test(values.port.trim()) && port >= 1 && port <= 65_535)
      ? {}
      : { port: errors.port }),
    ...(!isOver || SshUser.safeParse(values.user.trim()).success ? {} : { user: errors.user }),
    ...(!isOver || values.signIn === 'agent' || values.keyFile.trim() !== ''
      ? {}
      : { keyFile: errors.keyFile }),
  };
  return Object.keys(found).length === 0 ? null : found;
}

/** The way as the engine takes it. `undefined` stands for REST, and for what is not valid yet. */
export function reachOf(values: ReachValues | undefined): NodeReach | undefined {
  if (values === undefined || values.kind === 'rest' || reachErrors(values) !== null) return undefined;
  const installation = { folder: cleanFolder(values.folder), instance: values.instance.trim() };
  const target = targetIn(values);
  const parsed = NodeReach.safeParse({
    kind: values.kind,
    ...(values.kind === 'by-hand' ? {} : { installation }),
    ...(values.kind === 'ssh' ? { target } : {}),
  });
  return parsed.success ? parsed.data : undefined;
}

/** A host and the way into it, without what is valid or not. */
function targetIn(values: ReachValues): SshTarget {
  return {
    host: values.host.trim(),
    port: Number(values.port),
    user: values.user.trim(),
    signIn: values.signIn === 'agent' ? { kind: 'agent' } : { kind: 'key-file', file: values.keyFile.trim() },
    ...(values.hostKey === null ? {} : { hostKey: values.hostKey }),
  };
}

/** The place that is read over SSH; `undefined` while something is not valid. */
export function placeOverSsh(values: ReachValues): { folder: string; target: SshTarget } | undefined {
  return reachErrors(values) === null
    ? { folder: cleanFolder(values.folder), target: targetIn(values) }
    : undefined;
}

/** What is saved of a host, as it stands in the form. */
export function targetValuesOf(target: SshTarget): Partial<ReachValues> {
  const { host, port, user, signIn, hostKey } = target;
  return {
    host,
    port: String(port),
    user,
    signIn: signIn.kind,
    keyFile: signIn.kind === 'key-file' ? signIn.file : '',
    hostKey: hostKey ?? null,
  };
}

/** The passphrase that goes along, if one was typed where it is used. */
export function passphraseOf(values: ReachValues | undefined): string | null {
  if (values?.kind !== 'ssh' || values.signIn !== 'key-file' || values.passphrase === '') return null;
  return values.passphrase;
}

const cleanFolder = (folder: string): string => folder.trim().replace(/[\\/]+$/, '');
