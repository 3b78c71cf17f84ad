import { HttpAddress } from '#shared/model/primitives.ts';
import { SshHost } from '#shared/model/reach.ts';
import type { FormValues, NodeValues } from './draft.ts';
import { emptyReach, type ReachValues, targetValuesOf } from './reach-draft.ts';

/** Where the installation is that is read: a folder here, or one of a host with the way into it. */
export interface PlaceValues {
  where: 'here' | 'ssh';
  folder: string;
  ssh: ReachValues;
}

/** All that is typed into the form. */
export interface FormDraft {
  values: FormValues;
  place: PlaceValues;
  /** Secrets that an earlier visit of the page had and that were not kept. */
  lost: readonly Secret[];
}

/** A form nobody has typed into. */
export function begunWith(values: FormValues): FormDraft {
  const { installation } = values;
  const { target } = installation ?? {};
  const ssh: ReachValues = {
    ...emptyReach(''),
    kind: 'ssh',
    ...(target === undefined ? {} : targetValuesOf(target)),
  };
  const where = target === undefined ? 'here' : 'ssh';
  return { values, place: { where, folder: installation?.folder ?? '', ssh }, lost: [] };
}

export type PlaceChanges = Partial<Omit<PlaceValues, 'ssh'>> & { ssh?: Partial<ReachValues> };

/** A form with another place of its installation, or with another word about it. */
export function withPlace(draft: FormDraft, { ssh, ...changes }: PlaceChanges): FormDraft {
  const place = { ...draft.place, ...changes, ssh: { ...draft.place.ssh, ...ssh } };
  const { values, lost } = draft;
  const isWayIn = values.installation?.target?.host === place.ssh.host;
  // It was filled in from a reading: entered again, it is that without another one.
  if (ssh?.passphrase === undefined || !lost.includes('installation') || !isWayIn) return { ...draft, place };
  return { ...draft, place, values: { ...values, installationPassphrase: ssh.passphrase } };
}

export type Secret =
  | 'password'
  | 'apiKey'
  | 'clientPassphrase'
  | 'nodePassword'
  | 'installation'
  | `node ${string}`;

/** The secrets that stand in a form, or whose stand-in does. */
export function secretsIn({ values, place }: Pick<FormDraft, 'values' | 'place'>): Secret[] {
  const filled: [Secret, boolean][] = [
    ['password', values.password !== '' || values.passwordFound !== null],
    ['apiKey', values.apiKey !== ''],
    ['clientPassphrase', values.client.passphrase !== ''],
    ['nodePassword', values.nodePassword !== ''],
    ['installation', values.installationPassphrase !== '' || place.ssh.passphrase !== ''],
    ...values.nodes.map((node): [Secret, boolean] => [
      `node ${node.id}`,
      (node.reach?.passphrase ?? '') !== '',
    ]),
  ];
  return filled.flatMap(([secret, isThere]) => (isThere ? [secret] : []));
}

/** A form as it may outlive its page: without any secret, and with the names of those that it had. */
export function withoutSecrets(draft: FormDraft): FormDraft {
  const { values, place } = draft;
  return {
    values: {
      ...values,
      addresses: values.addresses.map((address) => safe(HttpAddress, address)),
      password: '',
      passwordFound: null,
      apiKey: '',
      client: { ...values.client, passphrase: '' },
      nodes: values.nodes.map(nodeWithout),
      nodePassword: '',
      installationPassphrase: '',
    },
    place: { ...place, ssh: reachWithout(place.ssh) },
    lost: [...new Set([...draft.lost, ...secretsIn(draft)])],
  };
}

const reachWithout = (reach: ReachValues): ReachValues => ({
  ...reach,
  host: safe(SshHost, reach.host),
  passphrase: '',
});

const nodeWithout = ({ reach, ...node }: NodeValues): NodeValues => ({
  ...node,
  address: safe(HttpAddress, node.address),
  ...(reach === undefined ? {} : { reach: reachWithout(reach) }),
});

/** What is no address may be one with user and password, pasted or typed so far: nothing of those is kept. */
const safe = (valid: typeof HttpAddress, text: string): string =>
  valid.safeParse(text.trim()).success ? text : text.replace(/^(\s*[a-z]+:\/\/)?.*[:@].*$/is, '$1');
