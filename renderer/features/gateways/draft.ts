import {
  GatewayDraft,
  type GatewayProfile,
  GatewayRelease,
  type GatewaySecrets,
  INSTALLATION_ACCESS,
  type InstallationPlace,
  type SignIn,
} from '#shared/model/gateway.ts';
import type { InstallationReview } from '#shared/model/installation.ts';
import { HttpAddress, TenantName } from '#shared/model/primitives.ts';
import type { NodeReach, SshTarget } from '#shared/model/reach.ts';
import { signInOf } from '#shared/rules/sign-in.ts';
import { GATEWAY_TRUST } from '../../strings/gateway-trust.ts';
import { GATEWAYS } from '../../strings/gateways.ts';
import {
  passphraseOf,
  type ReachErrors,
  type ReachValues,
  reachErrors,
  reachOf,
  reachValuesOf,
} from './reach-draft.ts';
import {
  type ClientValues,
  clientError,
  clientValues,
  emptyClient,
  emptyTrust,
  isSecure,
  storeTlsOf,
  type TrustValues,
  trustError,
  trustOf,
  trustValues,
} from './trust.ts';

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
  signIn: SignIn;
  username: string;
  password: string;
  apiKey: string;
  /** These count only where an address is of https. */
  trust: TrustValues;
  client: ClientValues;
  nodes: NodeValues[];
  nodeUsername: string;
  nodePassword: string;
  nodeTrust: TrustValues;
  autostart: boolean;
  readOnly: boolean;
  installation: InstallationPlace | null;
  /** Of the key file with which the installation is reached over SSH. */
  installationPassphrase: string;
  /** Stands for a password that was found in an installation; one that is typed counts instead. */
  passwordFound: string | null;
}

/** What is wrong with a field, in its own words; places of lists hold `undefined` where nothing is. */
export interface FormErrors {
  name?: string;
  tenant?: string;
  release?: string;
  username?: string;
  trust?: string;
  clientCertificate?: string;
  clientKey?: string;
  nodeTrust?: string;
  addresses: (string | undefined)[];
  nodes: { name?: string; address?: string; reach?: ReachErrors }[];
}

export const emptyForm = (): FormValues => ({
  name: '',
  tenant: 'default',
  release: '',
  addresses: [''],
  signIn: 'none',
  username: '',
  password: '',
  apiKey: '',
  trust: emptyTrust,
  client: emptyClient,
  nodes: [],
  nodeUsername: '',
  nodePassword: '',
  nodeTrust: emptyTrust,
  autostart: true,
  readOnly: false,
  installation: null,
  installationPassphrase: '',
  passwordFound: null,
});

export const formOf = (profile: GatewayProfile): FormValues => ({
  name: profile.name,
  tenant: profile.tenant,
  release: profile.release,
  addresses: [...profile.dataStore.addresses],
  signIn: signInOf(profile.dataStore),
  username: profile.dataStore.username ?? '',
  password: '',
  apiKey: '',
  trust: trustValues(profile.dataStore.tls?.trust),
  client: clientValues(profile.dataStore.tls),
  nodes: profile.nodes.map(({ reach, ...node }) => ({
    ...node,
    ...(reach === undefined ? {} : { reach: reachValuesOf(reach, node.address) }),
  })),
  nodeUsername: profile.nodeUsername ?? '',
  nodePassword: '',
  nodeTrust: trustValues(profile.nodeTrust),
  autostart: profile.autostart,
  readOnly: profile.readOnly,
  installation: profile.installation ?? null,
  installationPassphrase: '',
  passwordFound: null,
});

/** An installation that was read over SSH, as it was entered. */
export interface ReadOver {
  target: SshTarget;
  values: ReachValues;
}

/** Where an installation is that was read; only this is remembered of it. */
export function placeFrom(review: InstallationReview, over: ReadOver | null): Partial<FormValues> {
  const { folder, instance } = review;
  return {
    installation: { folder, instance, ...present('target', over?.target) },
    installationPassphrase: over === null ? '' : (passphraseOf(over.values) ?? ''),
  };
}

/**
 * What an installation says, for the form; what it does not say stays as it was. The host of one that was read over
 * SSH becomes a node, unless it is one.
 */
export function valuesFrom(
  review: InstallationReview,
  over: ReadOver | null,
  nodes: readonly NodeValues[],
): Partial<FormValues> {
  return {
    ...placeFrom(review, over),
    ...(over === null || review.instance === '' ? {} : { nodes: withHost(nodes, review, over.values) }),
    ...(review.release === null ? {} : { release: review.release.value }),
    ...(review.tenant === null ? {} : { tenant: review.tenant.value }),
    ...(review.addresses === null ? {} : { addresses: [...review.addresses.value] }),
    ...(review.username === null ? {} : { signIn: 'password' as const, username: review.username.value }),
    ...(review.passwordHandle === null ? {} : { passwordFound: review.passwordHandle, password: '' }),
    ...(review.autostart === null ? {} : { autostart: review.autostart.value }),
  };
}

function withHost(
  nodes: readonly NodeValues[],
  { folder, instance }: InstallationReview,
  values: ReachValues,
): NodeValues[] {
  const host = values.host.trim();
  const named = host.includes(':') ? `[${host}]` : host;
  const isHost = ({ address, reach }: NodeValues): boolean =>
    (reach?.kind === 'ssh' && reach.host.trim() === host) ||
    (isAddress(address) && new URL(address).hostname === named);
  if (nodes.some(isHost)) return [...nodes];
  const reach: ReachValues = { ...values, kind: 'ssh', folder, instance };
  return [...nodes, { id: newId(), name: host, address: usualAddress(named), reach }];
}

const newId = (): string => globalThis.crypto.randomUUID();

export const emptyNode = (): NodeValues => ({ id: newId(), name: '', address: '' });

/** Spaces around an address and a slash after it are never meant. */
const clean = (address: string): string => address.trim().replace(/\/+$/, '');

/** A node on the product's standard port for every host of the data store. */
export function nodesFromAddresses(addresses: readonly string[]): NodeValues[] {
  const hosts = addresses.map(clean).flatMap((one) => (isAddress(one) ? [new URL(one).hostname] : []));
  return [...new Set(hosts)].map((host) => ({ id: newId(), name: host, address: usualAddress(host) }));
}

/** The product's standard port. */
const usualAddress = (host: string): string => `http://${host}:5555`;

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
    ...storeErrors(values),
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
  const { addresses: ofAddresses, nodes: ofNodes, ...ofFields } = found;
  const any =
    Object.keys(ofFields).length > 0 ||
    ofAddresses.some((one) => one !== undefined) ||
    ofNodes.some((one) => one.name !== undefined || one.address !== undefined || one.reach !== undefined);
  return any ? found : null;
}

type StoreErrors = Pick<FormErrors, 'username' | 'trust' | 'clientCertificate' | 'clientKey' | 'nodeTrust'>;

function storeErrors(values: FormValues): StoreErrors {
  const { client } = values;
  const found = {
    ...(values.signIn === 'password' && values.username.trim() === ''
      ? { username: GATEWAY_TRUST.errors.username }
      : {}),
    ...(storeIsSecure(values)
      ? {
          ...wrong('trust', trustError(values.trust)),
          ...wrong('clientCertificate', clientError(client, client.certificate)),
          ...wrong('clientKey', clientError(client, client.key)),
        }
      : {}),
    ...(nodesAreSecure(values) ? wrong('nodeTrust', trustError(values.nodeTrust)) : {}),
  };
  return found;
}

const wrong = (field: keyof StoreErrors, error: string | undefined): StoreErrors =>
  error === undefined ? {} : { [field]: error };

export const storeIsSecure = (values: FormValues): boolean => values.addresses.some(isSecure);
export const nodesAreSecure = (values: FormValues): boolean =>
  values.nodes.some((node) => isSecure(node.address));

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

const present = <Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): Partial<Record<Key, Value>> =>
  value === undefined ? {} : ({ [key]: value } as Partial<Record<Key, Value>>);

/** A password that is typed, or else the one that was found in an installation. */
const passwordOf = ({ password, passwordFound }: FormValues): Partial<GatewaySecrets> =>
  password === ''
    ? filled('dataStorePasswordFound', passwordFound ?? '')
    : filled('dataStorePassword', password);

/** The input as the engine takes it; `null` while a field is not valid. An empty password is not sent. */
export function inputOf(values: FormValues): GatewayInput | null {
  if (errorsOf(values) !== null) return null;
  const parsed = GatewayDraft.safeParse({
    name: values.name,
    tenant: values.tenant.trim(),
    release: values.release,
    dataStore: {
      addresses: values.addresses.map(clean),
      ...(values.signIn === 'password' ? filled('username', values.username.trim()) : {}),
      ...(values.signIn === 'api-key' ? { signIn: values.signIn } : {}),
      ...present('tls', storeIsSecure(values) ? storeTlsOf(values.trust, values.client) : undefined),
    },
    nodes: values.nodes.map((node) => ({
      id: node.id,
      name: node.name.trim(),
      address: clean(node.address),
      ...filledReach(node),
    })),
    ...filled('nodeUsername', values.nodeUsername.trim()),
    ...present('nodeTrust', nodesAreSecure(values) ? trustOf(values.nodeTrust) : undefined),
    autostart: values.autostart,
    readOnly: values.readOnly,
    ...(values.installation === null ? {} : { installation: values.installation }),
  });
  if (!parsed.success) return null;
  return {
    draft: parsed.data,
    secrets: {
      ...(values.signIn === 'password' ? passwordOf(values) : {}),
      ...(values.signIn === 'api-key' ? filled('dataStoreApiKey', values.apiKey.trim()) : {}),
      ...(storeIsSecure(values) && values.client.used
        ? filled('clientKeyPassphrase', values.client.passphrase)
        : {}),
      ...filled('nodePassword', values.nodePassword),
      ...passphrases(values),
    },
  };
}

function filledReach(node: NodeValues): { reach?: NodeReach } {
  const reach = reachOf(node.reach);
  return reach === undefined ? {} : { reach };
}

function passphrases(values: FormValues): Pick<GatewaySecrets, 'keyPassphrases'> {
  const ofNodes = values.nodes.map((node) => ({
    nodeId: node.id,
    passphrase: passphraseOf(node.reach) ?? '',
  }));
  const own = { nodeId: INSTALLATION_ACCESS, passphrase: values.installationPassphrase };
  const keyPassphrases = [...ofNodes, own].filter(({ passphrase }) => passphrase !== '');
  return keyPassphrases.length === 0 ? {} : { keyPassphrases };
}

/** Equal for equal inputs: a test counts only for exactly the input it was run with. */
export const fingerprint = (input: GatewayInput): string => JSON.stringify(input);
