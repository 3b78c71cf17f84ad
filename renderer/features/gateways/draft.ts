import {
  GatewayDraft,
  type GatewayProfile,
  GatewayRelease,
  type GatewaySecrets,
} from '#shared/model/gateway.ts';
import type { InstallationReview } from '#shared/model/installation.ts';
import { HttpAddress, TenantName } from '#shared/model/primitives.ts';
import { GATEWAYS } from '../../strings/gateways.ts';

const errors = GATEWAYS.errors;

export interface NodeValues {
  id: string;
  name: string;
  address: string;
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
  installation: { folder: string; instance: string } | null;
  /** Stands for a password that was found in an installation; one that is typed counts instead. */
  passwordFound: string | null;
}

/** What is wrong with a field, in its own words; places of lists hold `undefined` where nothing is. */
export interface FormErrors {
  name?: string;
  tenant?: string;
  release?: string;
  addresses: (string | undefined)[];
  nodes: { name?: string; address?: string }[];
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
  installation: null,
  passwordFound: null,
});

export const formOf = (profile: GatewayProfile): FormValues => ({
  name: profile.name,
  tenant: profile.tenant,
  release: profile.release,
  addresses: [...profile.dataStore.addresses],
  username: profile.dataStore.username ?? '',
  password: '',
  nodes: profile.nodes.map((node) => ({ ...node })),
  nodeUsername: profile.nodeUsername ?? '',
  nodePassword: '',
  autostart: profile.autostart,
  readOnly: profile.readOnly,
  installation: profile.installation ?? null,
  passwordFound: null,
});

/** What an installation says, for the form; what it does not say stays as it was. */
export function valuesFrom(review: InstallationReview): Partial<FormValues> {
  return {
    installation: { folder: review.folder, instance: review.instance },
    ...(review.release === null ? {} : { release: review.release.value }),
    ...(review.tenant === null ? {} : { tenant: review.tenant.value }),
    ...(review.addresses === null ? {} : { addresses: [...review.addresses.value] }),
    ...(review.username === null ? {} : { username: review.username.value }),
    ...(review.passwordHandle === null ? {} : { passwordFound: review.passwordHandle, password: '' }),
    ...(review.autostart === null ? {} : { autostart: review.autostart.value }),
  };
}

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
    })),
  };
  const any =
    found.name !== undefined ||
    found.tenant !== undefined ||
    found.release !== undefined ||
    found.addresses.some((one) => one !== undefined) ||
    found.nodes.some((one) => one.name !== undefined || one.address !== undefined);
  return any ? found : null;
}

function nodeNameError(names: readonly string[], place: number): { name?: string } {
  const name = names[place] ?? '';
  if (name === '' || name.length > 100) return { name: errors.nodeName };
  return names.indexOf(name) < place ? { name: errors.nodeNameTwice } : {};
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
    })),
    ...filled('nodeUsername', values.nodeUsername.trim()),
    autostart: values.autostart,
    readOnly: values.readOnly,
    ...(values.installation === null ? {} : { installation: values.installation }),
  });
  if (!parsed.success) return null;
  return {
    draft: parsed.data,
    secrets: {
      ...filled('dataStorePassword', values.password),
      ...filled('dataStorePasswordFound', values.password === '' ? (values.passwordFound ?? '') : ''),
      ...filled('nodePassword', values.nodePassword),
    },
  };
}

/** Equal for equal inputs: a test counts only for exactly the input it was run with. */
export const fingerprint = (input: GatewayInput): string => JSON.stringify(input);
