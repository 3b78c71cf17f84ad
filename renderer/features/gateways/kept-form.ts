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
      addresses: values.addresses.map(withoutUser),
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

const reachWithout = (reach: ReachValues): ReachValues => ({ ...reach, passphrase: '' });

const nodeWithout = ({ reach, ...node }: NodeValues): NodeValues => ({
  ...node,
  address: withoutUser(node.address),
  ...(reach === undefined ? {} : { reach: reachWithout(reach) }),
});

/** An address with user and password in it is refused, and yet it may have been typed or pasted. */
const withoutUser = (address: string): string => address.replace(/^(\s*[a-z]+:\/\/)?.*@/i, '$1');
