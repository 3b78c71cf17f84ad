import { readFileSync } from 'node:fs';
import { memorySecretVault } from '#core/files/memory-ports.ts';
import type { SecretVault } from '#core/ports.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import { signInOf } from '#shared/rules/sign-in.ts';
import type { Scrubber } from '../platform/scrubber.ts';
import { takeSessionSecrets } from '../platform/session-secrets.ts';
import { Refusal } from './refusal.ts';

const VARIABLE = 'GATEWAY_VAULT_SESSION_SECRETS';
const FILE_VARIABLE = 'GATEWAY_VAULT_SECRETS_FILE';

/**
 * Passwords from the environment, or from the file that it names. What the desktop program has sealed in the keyring
 * cannot be opened here (E18). Throws a Refusal that names no value.
 */
export function environmentVault(env: NodeJS.ProcessEnv, scrubber: Scrubber): SecretVault {
  const file = env[FILE_VARIABLE];
  if (env[VARIABLE] === undefined && file !== undefined) env[VARIABLE] = textOf(file);
  try {
    return takeSessionSecrets({ ...memorySecretVault('environment'), notice: null }, env, scrubber);
  } catch {
    throw new Refusal(
      `The passwords in ${file === undefined ? VARIABLE : `the file of ${FILE_VARIABLE}`} are not a JSON object of texts.`,
    );
  }
}

/** Refuses a gateway whose password is not given, before the data store refuses it in words of its own. */
export async function refuseWithoutPassword(gateway: GatewayProfile, vault: SecretVault): Promise<void> {
  const kinds = { none: null, password: 'data-store', 'api-key': 'data-store-api-key' } as const;
  const kind = kinds[signInOf(gateway.dataStore)];
  if (kind === null || (await vault.get(`${gateway.id}.${kind}`)) !== null) return;
  throw new Refusal(
    `The data store of ${gateway.name} needs a password, and what the desktop program keeps in the keyring cannot be ` +
      `opened here. Set ${VARIABLE} to {"${gateway.id}.${kind}":"…"}, or ${FILE_VARIABLE} to a file that holds the same.`,
  );
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Refusal(`The file of ${FILE_VARIABLE} cannot be read: ${file}.`);
  }
}
