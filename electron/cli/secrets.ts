import { readFileSync } from 'node:fs';
import { memorySecretVault } from '#core/files/memory-ports.ts';
import type { SecretVault } from '#core/ports.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import { signInOf } from '#shared/rules/sign-in.ts';
import type { Scrubber } from '../platform/scrubber.ts';
import { takeSessionSecrets } from '../platform/session-secrets.ts';
import type { Asked } from './prompt.ts';
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

/**
 * Makes sure of the password that a data store needs: asks for it where there is a terminal, and keeps it for this
 * process. Rejects with a Refusal that names every way, before the data store refuses in words of its own.
 */
export async function needPassword(
  gateway: GatewayProfile,
  vault: SecretVault,
  terminal: Asked | null,
  scrubber: Pick<Scrubber, 'register'>,
): Promise<void> {
  const kinds = { none: null, password: 'data-store', 'api-key': 'data-store-api-key' } as const;
  const kind = kinds[signInOf(gateway.dataStore)];
  const key = `${gateway.id}.${kind ?? ''}`;
  if (kind === null || (await vault.get(key)) !== null) return;
  if (terminal === null)
    throw new Refusal(
      `The data store of ${gateway.name} needs a password, and what the desktop program keeps in the keyring cannot be ` +
        `opened here. Set ${VARIABLE} to {"${key}":"…"}, or ${FILE_VARIABLE} to a file that holds the same, or run ` +
        `gateway-vault on a terminal, where it asks.`,
    );
  const { askHidden } = await import('./prompt.ts');
  const what = kind === 'data-store' ? `Password of ${gateway.dataStore.username ?? ''} at` : 'API key of';
  const secret = await askHidden(terminal, `${what} the data store of ${gateway.name}: `);
  scrubber.register(secret);
  await vault.set(key, secret);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Refusal(`The file of ${FILE_VARIABLE} cannot be read: ${file}.`);
  }
}
