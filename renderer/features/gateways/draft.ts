import {
  GatewayDraft,
  type GatewayProfile,
  GatewayRelease,
  type GatewaySecrets,
} from '#shared/model/gateway.ts';
import { HttpAddress, TenantName } from '#shared/model/primitives.ts';
import type { NodeReach } from '#shared/model/reach.ts';
import { GATEWAYS } from '../../strings/gateways.ts';
import {
  passphraseOf,
  type ReachErrors,
  type ReachValues,
  reachErrors,
  reachOf,
  reachValuesOf,
} from './reach-draft.ts';

const errors = GATEWAYS.errors;

export interface NodeValues {
  id: string;
  name: string;
  address: string;
  /** How it is restarted; left out it means REST. */
  reach?: ReachValues;
}

/** What stands in the form: text as typed, valid or not. */
export interface FormValues {
  name: string;
  tenant: string;
  release: string;
  addresses: string[];
  username: string;
  password: string;
  nodes: NodeValues[];
  nodeUsername: string;
  nodePassword: string;
  autostart: boolean;
  readOnly: boolean;
}

/** What is wrong with a field, in its own words; places of lists hold `undefined` where nothing is. */
export interface FormErrors {
  name?: string;
  tenant?: string;
  release?: string;
  addresses: (string | undefined)[];
  nodes: { name?: string; address?: string; reach?: ReachErrors }[];
}

export const emptyForm = (): FormValues => ({
  name: '',
  tenant: 'default',
  release: '',
  addresses: [''],
  username: '',
  password: '',
  nodes: [],
  nodeUsername: '',
  nodePassword: '',
  autostart: true,
  readOnly: false,
});

export const formOf = (profile: GatewayProfile): FormValues => ({
  name: profile.name,
  tenant: profile.tenant,
  release: profile.release,
  addresses: [...profile.dataStore.addresses],
  username: profile.dataStore.username ?? '',
  password: '',
  nodes: profile.nodes.map(({ reach, ...node }) => ({
    ...node,
    ...(reach === undefined ? {} : { reach: reachValuesOf(reach, node.address) }),
  })),
  nodeUsername: profile.nodeUsername ?? '',
  nodePassword: '',
  autostart: profile.autostart,
  readOnly: profile.readOnly,
});

const newId = (): string => globalThis.crypto.randomUUID();

export const emptyNode = (): NodeValues => ({ id: newId(), name: '', address: '' });

/** Spaces around an address and a slash after it are never meant. */
const clean = (address: string): string => address.trim().replace(/\/+$/, '');

/** A node on the product's standard port for every host of the data store. */
export function nodesFromAddresses(addresses: readonly string[]): NodeValues[] {
  const hosts = addresses.map(clean).flatMap((one) => (isAddress(one) ? [new URL(one).hostname] : []));
  return [...new Set(hosts)].map((host) => ({ id: newId(), name: host, address: `http://${host}:5555` }));
}

const isAddress = (text: string): boolean => text !== '' && HttpAddress.safeParse(text).success;

/** The errors of every field; `null` when there is none. */
export function errorsOf(values: FormValues): FormErrors | null {
  const addresses = values.addresses.map(clean);
  const names = values.nodes.map((node) => node.name.trim());
  const name = values.name.trim();
  const found: FormErrors = {
    ...(name === '' || name.length > 60 ? { name: errors.name } : {}),
    ...(TenantName.safeParse(values.tenant.trim()).success ? {} : { tenant: errors.tenant }),
    ...(GatewayRelease.safeParse(values.release).success ? {} : { release: errors.release }),
    addresses: addresses.map((address, place) => {
      if (!isAddress(address)) return errors.address;
      return addresses.indexOf(address) < place ? errors.addressTwice : undefined;
    }),
    nodes: values.nodes.map((node, place) => ({
      ...nodeNameError(names, place),
      ...(isAddress(clean(node.address)) ? {} : { address: errors.nodeAddress }),
      ...reachError(node),
    })),
  };
  const any =
    found.name !== undefined ||
    found.tenant !== undefined ||
    found.release !== undefined ||
    found.addresses.some((one) => one !== undefined) ||
    found.nodes.some((one) => one.name !== undefined || one.address !== undefined || one.reach !== undefined);
  return any ? found : null;
}

function nodeNameError(names: readonly string[], place: number): { name?: string } {
  const name = names[place] ?? '';
  if (name === '' || name.length > 100) return { name: errors.nodeName };
  return names.indexOf(name) < place ? { name: errors.nodeNameTwice } : {};
}

function reachError(node: NodeValues): { reach?: ReachErrors } {
  const reach = reachErrors(node.reach);
  return reach === null ? {} : { reach };
}

export interface GatewayInput {
  draft: GatewayDraft;
  secrets: GatewaySecrets;
}

const filled = <Key extends string>(key: Key, value: string): Partial<Record<Key, string>> =>
  value === '' ? {} : ({ [key]: value } as Partial<Record<Key, string>>);

/** The input as the engine takes it; `null` while a field is not valid. An empty password is not sent. */
export function inputOf(values: FormValues): GatewayInput | null {
  if (errorsOf(values) !== null) return null;
  const parsed = GatewayDraft.safeParse({
    name: values.name,
    tenant: values.tenant.trim(),
    release: values.release,
    dataStore: { addresses: values.addresses.map(clean), ...filled('username', values.username.trim()) },
    nodes: values.nodes.map((node) => ({
      id: node.id,
      name: node.name.trim(),
      address: clean(node.address),
      ...filledReach(node),
    })),
    ...filled('nodeUsername', values.nodeUsername.trim()),
    autostart: values.autostart,
    readOnly: values.readOnly,
  });
  if (!parsed.success) return null;
  return {
    draft: parsed.data,
    secrets: {
      ...filled('dataStorePassword', values.password),
      ...filled('nodePassword', values.nodePassword),
      ...passphrases(values.nodes),
    },
  };
}

function filledReach(node: NodeValues): { reach?: NodeReach } {
  const reach = reachOf(node.reach);
  return reach === undefined ? {} : { reach };
}

function passphrases(nodes: readonly NodeValues[]): Pick<GatewaySecrets, 'keyPassphrases'> {
  const keyPassphrases = nodes.flatMap((node) => {
    const passphrase = passphraseOf(node.reach);
    return passphrase === null ? [] : [{ nodeId: node.id, passphrase }];
  });
  return keyPassphrases.length === 0 ? {} : { keyPassphrases };
}

/** Equal for equal inputs: a test counts only for exactly the input it was run with. */
export const fingerprint = (input: GatewayInput): string => JSON.stringify(input);
