import { type GatewayProfile, type GatewaySecrets, INSTALLATION_ACCESS } from '#shared/model/gateway.ts';
import { signInOf } from '#shared/rules/sign-in.ts';
import type { SecretVault } from '../ports.ts';

export const SECRET_KINDS = ['data-store', 'node', 'data-store-api-key', 'client-key'] as const;
export type SecretKind = (typeof SECRET_KINDS)[number];

/** The name of the passphrase of a key file in the vault. */
export function passphraseKey(gatewayId: string, nodeId: string): string {
  return `${gatewayId}.ssh.${nodeId}`;
}

/** What is reached over SSH with a key file: nodes by their ids, and the installation. */
export function withKeyFile({ nodes, installation }: GatewayProfile): string[] {
  const places = nodes.map(({ id, reach }) => ({
    id,
    target: reach?.kind === 'ssh' ? reach.target : undefined,
  }));
  return [...places, { id: INSTALLATION_ACCESS, target: installation?.target }]
    .filter(({ target }) => target?.signIn.kind === 'key-file')
    .map(({ id }) => id);
}

/**
 * Saves a profile and its secrets as one: they are in the vault before the profile that needs them, and what it has no
 * use for goes after it. Rejects as `save` does, and then the vault is as before.
 */
export async function saveWithSecrets(
  vault: SecretVault,
  profile: GatewayProfile,
  secrets: GatewaySecrets,
  save: () => Promise<void>,
): Promise<void> {
  const wanted = wantedSecrets(profile, secrets);
  const former = new Map<string, string | null>();
  try {
    for (const [key, secret] of wanted) {
      if (secret === '') continue;
      former.set(key, await vault.get(key));
      await vault.set(key, secret);
    }
    await save();
  } catch (thrown) {
    for (const [key, secret] of former)
      await (secret === null ? vault.remove(key) : vault.set(key, secret)).catch(() => undefined);
    throw thrown;
  }
  for (const [key, secret] of wanted) if (secret === '') await vault.remove(key);
}

/** By their names in the vault. One that is empty is taken away, one that is left out stays. */
function wantedSecrets({ id, dataStore }: GatewayProfile, secrets: GatewaySecrets): Map<string, string> {
  const chosen = signInOf(dataStore);
  const usable = (use: boolean, secret: string | undefined): string | undefined => (use ? secret : '');
  const certified = dataStore.tls?.clientCertificate !== undefined;
  const all: [string, string | undefined][] = [
    [`${id}.data-store`, usable(chosen === 'password', secrets.dataStorePassword)],
    [`${id}.node`, secrets.nodePassword],
    [`${id}.data-store-api-key`, usable(chosen === 'api-key', secrets.dataStoreApiKey)],
    [`${id}.client-key`, usable(certified, secrets.clientKeyPassphrase)],
    ...(secrets.keyPassphrases ?? []).map(({ nodeId, passphrase }): [string, string] => [
      passphraseKey(id, nodeId),
      passphrase,
    ]),
  ];
  return new Map(all.filter((one): one is [string, string] => one[1] !== undefined));
}
