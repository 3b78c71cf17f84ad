import { z } from 'zod';
import type { Scrubber } from './scrubber.ts';
import type { FileSecretVault } from './secret-vault.ts';

const Secrets = z.record(z.string().max(200), z.string().max(1000));

/**
 * Secrets from GATEWAY_VAULT_SESSION_SECRETS, a JSON object by `<gateway id>.` and `data-store`, `node`,
 * `data-store-api-key` or `client-key`, for automation and the demo. They last for this session and are never
 * written; the vault's own come first.
 */
export function takeSessionSecrets(
  vault: FileSecretVault,
  env: NodeJS.ProcessEnv,
  scrubber: Pick<Scrubber, 'register'>,
): FileSecretVault {
  const text = env.GATEWAY_VAULT_SESSION_SECRETS;
  // What is started from here shall not inherit it.
  delete env.GATEWAY_VAULT_SESSION_SECRETS;
  if (text === undefined) return vault;
  const given = parsed(text);
  for (const secret of given.values()) scrubber.register(secret);
  return {
    ...vault,
    get: async (key) => (await vault.get(key)) ?? given.get(key) ?? null,
    remove: async (key) => {
      given.delete(key);
      await vault.remove(key);
    },
  };
}

function parsed(text: string): Map<string, string> {
  try {
    return new Map(Object.entries(Secrets.parse(JSON.parse(text))));
  } catch {
    throw new Error('GATEWAY_VAULT_SESSION_SECRETS is not a JSON object of texts');
  }
}
